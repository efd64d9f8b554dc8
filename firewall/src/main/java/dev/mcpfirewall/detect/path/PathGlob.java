// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.path;

/**
 * Compares path components where either side may hold wildcards. Linear for what tables and shells
 * hold.
 */
final class PathGlob {
  private static final int LONGEST_ENDING = 6;

  private PathGlob() {}

  static boolean isGlob(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '*' || c == '?' || c == '[' || c == '{') {
        return true;
      }
    }
    return false;
  }

  /** The glob without its ending, where that is an ordinary one: {@code *} of {@code *.txt}. */
  static String stem(String glob) {
    int dot = glob.lastIndexOf('.');
    int length = glob.length() - dot - 1;
    if (dot < 0 || length < 1 || length > LONGEST_ENDING) {
      return glob;
    }
    for (int i = dot + 1; i < glob.length(); i++) {
      if (!Character.isLetterOrDigit(glob.charAt(i))) {
        return glob;
      }
    }
    return glob.substring(0, dot);
  }

  /**
   * Whether {@code pattern} ({@code *}, {@code ?}, {@code [set]}) matches {@code name}. At most one
   * step back per star, so at most |pattern| x |name| steps; both are one component, the name from
   * a table.
   */
  static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int mark = 0;
    while (n < name.length()) {
      int next =
          p < pattern.length() && pattern.charAt(p) != '*' ? one(pattern, p, name.charAt(n)) : -1;
      if (next > 0) {
        p = next;
        n++;
      } else if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = n;
      } else if (star >= 0) {
        p = star + 1;
        n = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** The place behind the pattern's element at {@code p} if it matches {@code c}, else -1. */
  private static int one(String pattern, int p, char c) {
    char want = pattern.charAt(p);
    if (want == '?') {
      return p + 1;
    }
    int close = want == '[' ? pattern.indexOf(']', p + 2) : -1;
    if (close < 0) {
      return want == c ? p + 1 : -1;
    }
    boolean negated = pattern.charAt(p + 1) == '!' || pattern.charAt(p + 1) == '^';
    boolean in = false;
    for (int i = p + (negated ? 2 : 1); i < close; i++) {
      if (i + 2 < close && pattern.charAt(i + 1) == '-') {
        in |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
        i += 2;
      } else {
        in |= pattern.charAt(i) == c;
      }
    }
    return in != negated ? close + 1 : -1;
  }
}
