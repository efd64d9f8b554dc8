// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.policy.Glob;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Finds the files that a pattern means: {@code *} within a name, {@code **} over directories.
 * Bounded, in one order on every machine, and never through a link to a directory.
 */
final class FileSearch {
  private static final int MOST_FILES = 256;
  private static final int MOST_DIRECTORIES = 1024;
  private static final int DEEPEST = 16;

  private final Path base;
  private final Path userHome;
  private final NavigableSet<Path> searched = new TreeSet<>();

  /** A search from a directory. */
  FileSearch(Path base, Path userHome) {
    this.base = base;
    this.userHome = userHome;
  }

  /** The directories that were looked into. */
  NavigableSet<Path> searched() {
    return searched;
  }

  /** One file, which may be missing. */
  static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  /**
   * A file by its name.
   *
   * @throws IllegalArgumentException if it is no path; the message says so to a person
   */
  Path file(String text) {
    try {
      String expanded = text.startsWith("~/") ? userHome + text.substring(1) : text;
      return base.resolve(expanded).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is no path", e);
    }
  }

  /**
   * The files that a pattern means.
   *
   * @throws IllegalArgumentException if there are none, or too many; the message says so
   */
  List<Path> find(String text) {
    int wild = Math.min(place(text, '*'), place(text, '?'));
    int slash = text.lastIndexOf('/', wild);
    Path start = file(slash < 0 ? "." : slash == 0 ? "/" : text.substring(0, slash));
    String rest = text.substring(slash + 1);
    Glob pattern = Glob.paths(rest);
    int depth = rest.contains("**") ? DEEPEST : (int) rest.chars().filter(c -> c == '/').count();
    NavigableSet<Path> found = new TreeSet<>();
    try {
      search(start, start, depth, pattern, found);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be looked for: " + e.getMessage(), e);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "matches no file; it is looked for from " + base + ", and `**` goes into directories");
    }
    return new ArrayList<>(found);
  }

  private static int place(String text, char c) {
    int at = text.indexOf(c);
    return at < 0 ? text.length() : at;
  }

  private void search(Path start, Path here, int depth, Glob pattern, NavigableSet<Path> found)
      throws IOException {
    if (!Files.isDirectory(here)) {
      searched.add(here);
      return;
    }
    if (!searched.add(here)) {
      return;
    }
    if (searched.size() > MOST_DIRECTORIES) {
      throw new IllegalArgumentException(
          "means more than " + MOST_DIRECTORIES + " directories; name a smaller part");
    }
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(here)) {
      for (Path path : listing) {
        if (Files.isDirectory(path)) {
          if (depth > 0 && !Files.isSymbolicLink(path)) {
            search(start, path, depth - 1, pattern, found);
          }
        } else if (pattern.matchesPath(start.relativize(path).toString().replace('\\', '/'))) {
          found.add(path);
        }
        if (found.size() > MOST_FILES) {
          throw new IllegalArgumentException(
              "means more than " + MOST_FILES + " files; name fewer");
        }
      }
    }
  }
}
