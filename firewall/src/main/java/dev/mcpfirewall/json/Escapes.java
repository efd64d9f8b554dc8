// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

/** The inside of JSON strings, decoded and encoded. */
final class Escapes {
  private Escapes() {}

  /** Unescapes the inside of a valid JSON string. */
  static String decode(String inside) {
    StringBuilder text = new StringBuilder(inside.length());
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escape = inside.charAt(++i);
      if (escape == 'u') {
        text.append((char) Integer.parseInt(inside, i + 1, i + 5, 16));
        i += 4;
      } else {
        text.append(plain(escape));
      }
    }
    return text.toString();
  }

  private static char plain(char escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }
}
