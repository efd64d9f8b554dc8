// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The project files a person has read and agreed to. An entry binds a directory to the content of
 * its file: change one letter and the file must be trusted again.
 *
 * <p>Kept in {@code trust}, one entry a line: digest, space, directory. A file that others may
 * write to is not believed.
 */
public final class Trust {
  private static final int LARGEST = 1 << 20;

  private final Home home;

  /** The trust kept in {@code home}. */
  public Trust(Home home) {
    this.home = home;
  }

  /**
   * One directory that was trusted.
   *
   * @param directory absolute, links resolved
   * @param digest of the project file when it was trusted
   */
  public record Entry(Path directory, Digest digest) {}

  /** Whether the file in {@code directory} with this content was agreed to. */
  public boolean covers(Path directory, Digest digest) {
    try {
      return entries().contains(new Entry(directory.toRealPath(), digest));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /**
   * Agrees to the file in {@code directory}, instead of whatever content was agreed to before.
   *
   * @throws IOException if the record cannot be written
   */
  public void add(Path directory, Digest digest) throws IOException {
    Path real = directory.toRealPath();
    if (real.toString().chars().anyMatch(Character::isISOControl)) {
      throw new IOException("a directory with control characters in its name can't be trusted");
    }
    List<Entry> kept = without(real);
    kept.add(new Entry(real, digest));
    write(kept);
  }

  /**
   * Takes the agreement back.
   *
   * @return whether there was one
   */
  public boolean remove(Path directory) throws IOException {
    Path real = Files.exists(directory) ? directory.toRealPath() : directory.toAbsolutePath();
    List<Entry> kept = without(real);
    boolean found = kept.size() < entries().size();
    if (found) {
      write(kept);
    }
    return found;
  }

  /** All that was agreed to. */
  public List<Entry> entries() throws IOException {
    Path file = home.trust();
    if (!Files.isRegularFile(file)
        || Files.size(file) > LARGEST
        || !PrivateFiles.isOwnedLike(home.directory(), file)) {
      return List.of();
    }
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .flatMap(line -> parse(line).stream())
        .toList();
  }

  private List<Entry> without(Path directory) throws IOException {
    return entries().stream()
        .filter(entry -> !entry.directory().equals(directory))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Optional<Entry> parse(String line) {
    int space = line.indexOf(' ');
    return space < 0
        ? Optional.empty()
        : Digest.parse(line.substring(0, space))
            .map(digest -> new Entry(Path.of(line.substring(space + 1)), digest));
  }

  private void write(List<Entry> entries) throws IOException {
    String text =
        entries.stream()
            .map(entry -> entry.digest().hex() + " " + entry.directory() + "\n")
            .collect(Collectors.joining());
    PrivateFiles.createDirectory(home.directory());
    PrivateFiles.write(home.trust(), text.getBytes(StandardCharsets.UTF_8));
  }
}
