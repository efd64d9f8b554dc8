// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

/**
 * Folded names against folded patterns: {@code *} is any run of characters, {@code ?} one, all else
 * stands for itself. Allocates nothing; in the worst case the product of both lengths.
 */
final class NamePattern {
  private NamePattern() {}

  static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int mark = 0;
    while (n < name.length()) {
      char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
      if (p < pattern.length() && wanted == '*') {
        star = p++;
        mark = n;
      } else if (p < pattern.length() && wanted == '?') {
        n += Character.charCount(name.codePointAt(n));
        p++;
      } else if (p < pattern.length() && wanted == name.charAt(n)) {
        n++;
        p++;
      } else if (star >= 0) {
        // The star takes one more character, and what is behind it is tried again.
        mark += Character.charCount(name.codePointAt(mark));
        n = mark;
        p = star + 1;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
