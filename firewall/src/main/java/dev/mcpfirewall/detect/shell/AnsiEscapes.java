// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

/** The escapes of {@code $'…'}, {@code printf} and {@code echo -e}. */
final class AnsiEscapes {
  private AnsiEscapes() {}

  /** Appends what stands at {@code at}; returns where to go on. */
  static int append(String text, int at, StringBuilder out) {
    char c = text.charAt(at);
    if (c != '\\' || at + 1 >= text.length()) {
      out.append(c);
      return at + 1;
    }
    char kind = text.charAt(at + 1);
    return switch (kind) {
      case 'n' -> put(out, '\n', at);
      case 't' -> put(out, '\t', at);
      case 'r' -> put(out, '\r', at);
      case 'x' -> number(text, at + 2, 16, 2, out);
      case 'u' -> number(text, at + 2, 16, 4, out);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> number(text, at + 1, 8, 4, out);
      default -> put(out, kind, at);
    };
  }

  /** The whole text with its escapes undone. */
  static String undo(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      at = append(text, at, out);
    }
    return out.toString();
  }

  private static int put(StringBuilder out, char c, int at) {
    out.append(c);
    return at + 2;
  }

  private static int number(String text, int from, int radix, int most, StringBuilder out) {
    int value = 0;
    int at = from;
    int limit = radix == 8 && text.charAt(from) != '0' ? 3 : most;
    while (at < text.length() && at - from < limit) {
      int digit = Character.digit(text.charAt(at), radix);
      if (digit < 0) {
        break;
      }
      value = value * radix + digit;
      at++;
    }
    out.append((char) value);
    return at;
  }
}
