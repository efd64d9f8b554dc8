// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Paths by the folders they lie in. A folder is never a root, the person's home, anybody's home, or
 * above one; of paths that are not written plainly none is made.
 */
final class Folders {
  private static final int MOST = 12;

  /** Directly below these are the folders of persons, packages and disks. */
  private static final Set<String> WIDE =
      Set.of(
          "home", "Users", "usr", "etc", "var", "private", "mnt", "media", "Volumes", "opt", "lib",
          "Library", "System", "proc", "sys", "dev");

  private final List<String> home;

  /** With the person's home, absolute. */
  Folders(String home) {
    this.home = parts(home);
  }

  /** Whether a text is, or may be taken for, a path. */
  static boolean isPath(String text) {
    return text.startsWith("/")
        || text.startsWith("~")
        || text.startsWith("./")
        || text.startsWith("../")
        || text.startsWith("\\")
        || text.startsWith("${")
        || text.regionMatches(true, 0, "file:", 0, 5)
        || text.matches("(?s)[A-Za-z]:[\\\\/].*");
  }

  /**
   * What all these paths pass and nothing much wider does.
   *
   * @return the tests; none if they have to be named one by one
   */
  Optional<Map<String, Object>> of(Collection<String> paths) {
    NavigableSet<String> distinct = new TreeSet<>(paths);
    if (distinct.size() < 2) {
      return Optional.empty();
    }
    if (distinct.stream().allMatch(path -> isPlain(path, false))) {
      return relative(distinct);
    }
    return distinct.stream().allMatch(path -> isPlain(path, true))
        ? absolute(distinct)
        : Optional.empty();
  }

  private Optional<Map<String, Object>> absolute(NavigableSet<String> paths) {
    List<List<String>> all = paths.stream().map(Folders::parts).toList();
    NavigableMap<String, List<List<String>>> groups = new TreeMap<>();
    List<String> common = common(all);
    if (!isTooWide(common)) {
      return Optional.of(Map.of("under", "/" + String.join("/", common)));
    }
    for (List<String> path : all) {
      groups.computeIfAbsent(String.join("/", widest(path)), key -> new ArrayList<>()).add(path);
    }
    List<String> folders =
        groups.values().stream().map(group -> "/" + String.join("/", common(group))).toList();
    return folders.size() > MOST ? Optional.empty() : Optional.of(Map.of("under", folders));
  }

  /** The widest folder above a path that is not too wide; the path itself if there is none. */
  private List<String> widest(List<String> path) {
    for (int length = 1; length < path.size(); length++) {
      if (!isTooWide(path.subList(0, length))) {
        return path.subList(0, length);
      }
    }
    return path;
  }

  private boolean isTooWide(List<String> folder) {
    boolean aboveHome =
        folder.size() <= home.size() && home.subList(0, folder.size()).equals(folder);
    return folder.size() < 2 || aboveHome || folder.size() < 3 && WIDE.contains(folder.getFirst());
  }

  /** Below one folder of the directory that the session runs in. */
  private static Optional<Map<String, Object>> relative(NavigableSet<String> paths) {
    List<String> common = common(paths.stream().map(Folders::parts).toList());
    return common.isEmpty()
        ? Optional.empty()
        : Optional.of(Map.of("glob", String.join("/", common) + "/**"));
  }

  private static List<String> common(List<List<String>> paths) {
    List<String> common = paths.getFirst();
    for (List<String> path : paths) {
      int same = 0;
      while (same < Math.min(common.size(), path.size())
          && common.get(same).equals(path.get(same))) {
        same++;
      }
      common = common.subList(0, same);
    }
    return common;
  }

  private static List<String> parts(String path) {
    return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
  }

  /** Nothing in it means anything but itself, to a pattern, a shell or a server. */
  private static boolean isPlain(String path, boolean absolute) {
    String letters =
        absolute
            ? "(?:/[\\p{L}\\p{N}_+@,=-][\\p{L}\\p{N} ._+@,=-]*|/\\.[\\p{L}\\p{N}_+@,=-][\\p{L}\\p{N}._+@,=-]*)+"
            : "[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/\\.?[A-Za-z0-9_-][A-Za-z0-9._-]*)*";
    return path.matches(letters)
        && path.length() <= 400
        && !path.endsWith(".")
        && !path.endsWith(" ")
        && !path.contains("./")
        && !path.contains(" /");
  }
}
