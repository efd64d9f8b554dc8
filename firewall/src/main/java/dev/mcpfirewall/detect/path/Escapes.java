// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.path;

/**
 * Undoes the escapes that hide dots and slashes from a filter: percent, double, overlong, {@code
 * %u}.
 */
final class Escapes {
  private static final int ROUNDS = 3;

  private Escapes() {}

  /**
   * Whether the text holds an escape no honest writer produces: overlong UTF-8, or dots and slashes
   * twice escaped.
   */
  static boolean suspicious(String text) {
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
      if (is(text, at, "%c0")
          || is(text, at, "%c1")
          || is(text, at, "%f0%80")
          || is(text, at, "%f8%80")
          || is(text, at, "%e0%80")
          || is(text, at, "%%3")
          || is(text, at, "%%2")
          || is(text, at, "%00")
          || is(text, at, "%uff0e")
          || is(text, at, "%u221")
          || is(text, at, "%uefc8")
          || is(text, at, "%uf025")
          || is(text, at, "%252e")
          || is(text, at, "%255c")
          || is(text, at, "%25c0")
          || is(text, at, "%25c1")
          || is(text, at, "%2500")) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(String text, int at, String lower) {
    return text.regionMatches(true, at, lower, 0, lower.length());
  }

  static String undo(String text) {
    String result = text;
    for (int round = 0; round < ROUNDS && result.indexOf('%') >= 0; round++) {
      String next = once(result);
      if (next.equals(result)) {
        break;
      }
      result = next;
    }
    if (result.contains("0x2") || result.contains("0x5")) {
      result = result.replace("0x2e", ".").replace("0x2f", "/").replace("0x5c", "/");
    }
    if (result.contains("..2f") || result.contains("..5c")) {
      result = result.replace("..2f", "../").replace("..5c", "../");
    }
    return result;
  }

  private static String once(String text) {
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
    out.append(code <= 0xFFFF ? (char) code : '\uFFFD');
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
