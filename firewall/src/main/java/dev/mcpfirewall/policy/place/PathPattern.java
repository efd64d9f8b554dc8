// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A pattern of paths, compared with canonical ones. Immutable.
 *
 * <p>It begins with {@code /}, {@code ~/}, a drive, {@code ${HOME}}, {@code ${PROJECT_DIR}} or
 * {@code **}{@code /}; anything else is relative to the session's directory. The part in front of
 * the first wildcard is read with its links resolved, too.
 */
final class PathPattern {
  private final List<Wildcards> within;
  private final List<Wildcards> whole;

  private PathPattern(List<Wildcards> within, List<Wildcards> whole) {
    this.within = List.copyOf(within);
    this.whole = List.copyOf(whole);
  }

  /**
   * Whether a pattern is one of paths: it begins with {@code /}, {@code ~}, {@code **}{@code /},
   * {@code ./}, {@code ../}, a drive or a variable, or has a slash and {@code **} in it; and is no
   * URL.
   */
  static boolean is(String pattern) {
    if (pattern.contains("://") && !FileUrl.is(pattern)) {
      return false;
    }
    boolean starts =
        pattern.startsWith("/")
            || pattern.startsWith("~")
            || pattern.startsWith("**/")
            || pattern.startsWith("./")
            || pattern.startsWith("../")
            || pattern.startsWith("\\\\")
            || FileUrl.is(pattern)
            || isVariable(pattern);
    boolean drive =
        pattern.length() > 2
            && pattern.charAt(1) == ':'
            && Character.isLetter(pattern.charAt(0))
            && (pattern.charAt(2) == '/' || pattern.charAt(2) == '\\');
    return starts || drive || pattern.indexOf('/') >= 0 && pattern.contains("**");
  }

  private static boolean isVariable(String pattern) {
    return pattern.startsWith("${") || pattern.startsWith("$HOME") || pattern.startsWith("%USER");
  }

  /**
   * The pattern as this reader's paths are compared with it.
   *
   * @throws IllegalArgumentException if it is malformed, or climbs behind a wildcard; the message
   *     says so to a person
   */
  static PathPattern of(String written, PathReader reader) {
    String pattern = reader.expanded(written);
    List<Wildcards> within = new ArrayList<>();
    List<Wildcards> whole = new ArrayList<>();
    for (String each : anchored(pattern, reader)) {
      String text = reader.folded(each);
      boolean directory = text.endsWith("/");
      String bare = directory ? text.substring(0, text.length() - 1) : text;
      whole.add(Wildcards.path(directory ? bare + "/**" : bare));
      within.add(whole.getLast());
      if (text.startsWith("**/")) {
        // Paths of Windows are in lower case wherever they are read.
        within.add(Wildcards.path(PathReader.lower(directory ? bare + "/**" : bare)));
      }
      // The directory itself shows what is in it.
      if (directory || bare.endsWith("/**") && bare.length() > 3) {
        within.add(Wildcards.path(directory ? bare : bare.substring(0, bare.length() - 3)));
      }
    }
    return new PathPattern(within, whole);
  }

  private static Set<String> anchored(String pattern, PathReader reader) {
    int wild = wildcard(pattern);
    int slash = pattern.lastIndexOf('/', wild);
    String fixed = wild == pattern.length() ? pattern : pattern.substring(0, slash + 1);
    String rest = pattern.substring(fixed.length());
    if (rest.startsWith("../") || rest.contains("/../") || rest.endsWith("/..")) {
      throw new IllegalArgumentException("`..` behind a wildcard leads nobody knows where");
    }
    if (fixed.isEmpty() && rest.startsWith("**/")) {
      return Set.of(rest);
    }
    Set<String> all = new LinkedHashSet<>();
    boolean directory = fixed.endsWith("/") && fixed.length() > 1;
    for (String start : reader.directory(fixed.isEmpty() ? "." : fixed)) {
      boolean separate = (directory || !rest.isEmpty()) && !start.endsWith("/");
      all.add(literal(start) + (separate ? "/" : "") + rest.replace("/./", "/"));
    }
    return all;
  }

  /** A path is no pattern, whatever characters are in it. */
  private static String literal(String path) {
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean special = c == '*' || c == '?' || c == '[' || c == '{' || c == '}';
      out.append(special ? "[" + c + "]" : Character.toString(c));
    }
    return out.toString();
  }

  private static int wildcard(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '*' || c == '?' || c == '[' || c == '{') {
        return i;
      }
    }
    return pattern.length();
  }

  /**
   * Whether a canonical path is meant.
   *
   * @param lets whether it is let pass if so; else a directory counts with all that is in it
   */
  boolean matches(String path, boolean lets) {
    for (var pattern : lets ? whole : within) {
      if (pattern.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
