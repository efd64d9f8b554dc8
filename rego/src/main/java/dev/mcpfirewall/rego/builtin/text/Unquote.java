// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import java.util.Optional;

/** Reads the escapes of Go's strings. */
final class Unquote {
  private Unquote() {}

  /** The text without its quotes; empty where an escape is none. */
  static Optional<String> of(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (at == text.length()) {
        return Optional.empty();
      }
      char escape = text.charAt(at++);
      int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
      if (digits == 0) {
        int simple = simple(escape);
        if (simple < 0) {
          return Optional.empty();
        }
        out.append((char) simple);
      } else {
        int point = at + digits <= text.length() ? hex(text.substring(at, at + digits)) : -1;
        if (!Character.isValidCodePoint(point)) {
          return Optional.empty();
        }
        out.appendCodePoint(point);
        at += digits;
      }
    }
    return Optional.of(out.toString());
  }

  private static int simple(char escape) {
    return switch (escape) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      case '\\', '\'', '"' -> escape;
      default -> -1;
    };
  }

  private static int hex(String digits) {
    return digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)
        ? (int) Math.min(Long.parseLong(digits, 16), Integer.MAX_VALUE)
        : -1;
  }
}
