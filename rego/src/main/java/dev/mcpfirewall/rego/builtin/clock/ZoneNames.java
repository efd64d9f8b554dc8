// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.clock;

/** What looks like the abbreviation of a time zone. */
final class ZoneNames {
  private ZoneNames() {}

  /** How many characters at the start of a text are one; 0 where none are. */
  static int length(String text) {
    if (text.length() < 3) {
      return 0;
    }
    if (text.startsWith("UTC")) {
      return 3;
    }
    if (text.startsWith("ChST") || text.startsWith("MeST")) {
      return 4;
    }
    if (text.startsWith("GMT")) {
      return 3 + signed(text.substring(3));
    }
    if (text.charAt(0) == '+' || text.charAt(0) == '-') {
      return signed(text);
    }
    int upper = 0;
    while (upper < 6
        && upper < text.length()
        && text.charAt(upper) >= 'A'
        && text.charAt(upper) <= 'Z') {
      upper++;
    }
    return switch (upper) {
      case 3 -> 3;
      case 4 -> text.charAt(3) == 'T' || text.startsWith("WITA") ? 4 : 0;
      case 5 -> text.charAt(4) == 'T' ? 5 : 0;
      default -> 0;
    };
  }

  /** The length of a sign and an hour up to 23; 0 where there is none. */
  private static int signed(String text) {
    if (text.isEmpty() || text.charAt(0) != '+' && text.charAt(0) != '-') {
      return 0;
    }
    int end = 1;
    int hours = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      hours = Math.min(hours * 10 + text.charAt(end++) - '0', 1000);
    }
    return end > 1 && hours <= 23 ? end : 0;
  }
}
