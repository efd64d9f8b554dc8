// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.policy.place.PathReadings;
import dev.mcpfirewall.policy.place.Places;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that the policy in force is made of. A change of one takes effect at once, so that
 * whoever may write them decides: no call may name one. Those in {@code ~/.mcp-firewall} and
 * project files are known by their names already; this is for all others.
 *
 * <p>Hardened against: the sender of arguments. Cost: one look for the files' last names in each
 * argument; paths are worked out only where one is there, or a word in disguise. False positives: a
 * text that only talks of such a file by its path. Immutable.
 */
public final class OwnFiles {
  /** A longer word is no path, but for what in it leads nowhere. */
  private static final int LONGEST = 4096;

  /** What may stand for letters of a name. */
  private static final String DISGUISES = "%*?[{$~\\\0";

  private final Places places;
  private final Set<String> paths;
  private final Set<String> names;
  private final Set<String> directories;

  /**
   * With what the policy was made of.
   *
   * @param places how the session reads paths
   * @param files absolute; there or not
   * @param directories in which files were looked for by a pattern; absolute
   */
  public OwnFiles(Places places, Collection<Path> files, Collection<Path> directories) {
    this.places = places;
    this.paths = new HashSet<>();
    this.names = new TreeSet<>();
    this.directories = new HashSet<>();
    files.forEach(file -> add(file, this.paths));
    directories.forEach(directory -> add(directory, this.directories));
    if (!directories.isEmpty()) {
      names.add(".rego");
    }
  }

  private void add(Path path, Set<String> to) {
    to.addAll(places.paths(path.toString()).paths());
    Path name = path.getFileName();
    if (name != null) {
      names.add(name.toString().toLowerCase(Locale.ROOT));
    }
  }

  /** Whether an argument names one of them. */
  boolean areNamedIn(String text) {
    if (names.isEmpty()) {
      return false;
    }
    if (isOwn(text)) {
      return true;
    }
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isBreak(text.charAt(i))) {
        if (i > start && i - start < text.length() && isOwn(text.substring(start, i))) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  private static boolean isBreak(char c) {
    return c <= ' ' || "\"'`;|&<>()=,:".indexOf(c) >= 0;
  }

  private boolean mayName(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (String name : names) {
      if (lower.contains(name)) {
        return true;
      }
    }
    // One that is spelt otherwise is a path all the same.
    return lower.indexOf('/') >= 0 && lower.chars().anyMatch(c -> DISGUISES.indexOf(c) >= 0);
  }

  private boolean isOwn(String written) {
    if (!mayName(written)) {
      return false;
    }
    String word = Places.withoutPadding(written, LONGEST);
    if (word.length() > LONGEST) {
      return false;
    }
    PathReadings readings = places.paths(word.strip());
    return readings.paths().stream().anyMatch(this::isOwnPath);
  }

  private boolean isOwnPath(String path) {
    if (path.equals(PathReadings.ANYWHERE)) {
      return false;
    }
    if (paths.contains(path) || directories.contains(path)) {
      return true;
    }
    int slash = path.lastIndexOf('/');
    return slash > 0
        && path.toLowerCase(Locale.ROOT).endsWith(".rego")
        && directories.contains(path.substring(0, slash));
  }
}
