// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.text;

/** Percent escapes as the most lenient reader undoes them: overlong UTF-8 and {@code %u} too. */
public final class PercentEscapes {
  private PercentEscapes() {}

  /** The text with one layer of escapes undone; what is no escape stays as it is. */
  public static String undo(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '%') {
        out.append(c);
        at++;
        continue;
      }
      int wide = unicode(text, at);
      int value = wide >= 0 ? wide : octet(text, at);
      if (value < 0) {
        out.append(c);
        at++;
      } else if (wide >= 0) {
        out.append(plain(wide));
        at += 6;
      } else {
        at = append(text, at, value, out);
      }
    }
    return out.toString();
  }

  /** Appends the character that starts with the octet at {@code at}; returns where to go on. */
  private static int append(String text, int at, int lead, StringBuilder out) {
    int more = lead >= 0xF8 ? 4 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    int next = at + 3;
    if (more == 0) {
      out.append((char) lead);
      return next;
    }
    int code = lead & 0x3F >> more;
    for (int i = 0; i < more; i++) {
      int octet = octet(text, next);
      if (octet < 0) {
        return next;
      }
      code = (octet & 0xC0) == 0x80 ? code << 6 | octet & 0x3F : octet & 0x7F;
      next += 3;
    }
    out.appendCodePoint(Character.isValidCodePoint(code) ? code : 0xFFFD);
    return next;
  }

  private static char plain(int code) {
    return switch (code) {
      case 0xFF0E -> '.';
      case 0x2215, 0x2216, 0xEFC8, 0xF025 -> '/';
      default -> (char) code;
    };
  }

  private static int unicode(String text, int at) {
    if (at + 6 > text.length() || (text.charAt(at + 1) | 0x20) != 'u') {
      return -1;
    }
    int value = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private static int octet(String text, int at) {
    if (at + 3 > text.length() || text.charAt(at) != '%') {
      return -1;
    }
    int high = Character.digit(text.charAt(at + 1), 16);
    int low = Character.digit(text.charAt(at + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
