// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the paths of a session are read: what is relative to what, and how its file system
 * compares.
 *
 * @param home the user's, absolute
 * @param directory the session's, absolute
 * @param projectDir what {@code ${PROJECT_DIR}} stands for; the directory where there is none
 * @param foldsCase whether upper and lower case name one file
 * @param windows whether paths are those of Windows
 */
public record PathRoots(
    String home, String directory, String projectDir, boolean foldsCase, boolean windows) {

  /** The place on this machine; looks up how its file system takes case. */
  public static PathRoots of(Path home, Path directory, Optional<Path> projectDir) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean windows = system.startsWith("windows");
    Path here = directory.toAbsolutePath();
    return new PathRoots(
        home.toAbsolutePath().toString(),
        here.toString(),
        projectDir.map(Path::toAbsolutePath).orElse(here).toString(),
        foldsCase(here).orElse(windows || system.startsWith("mac")),
        windows);
  }

  /** Whether the directory is found under its name in the other case, where it has one. */
  private static Optional<Boolean> foldsCase(Path directory) {
    for (Path at = directory; at != null && at.getFileName() != null; at = at.getParent()) {
      String name = at.getFileName().toString();
      String other = swapped(name);
      if (!other.equals(name)) {
        return same(at, at.resolveSibling(other));
      }
    }
    return Optional.empty();
  }

  private static Optional<Boolean> same(Path one, Path other) {
    try {
      return Files.exists(one)
          ? Optional.of(Files.exists(other) && Files.isSameFile(one, other))
          : Optional.empty();
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  private static String swapped(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.equals(name) ? name.toLowerCase(Locale.ROOT) : upper;
  }
}
