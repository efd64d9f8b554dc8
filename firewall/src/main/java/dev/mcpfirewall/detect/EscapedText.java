// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/** Reads a text's escapes: JSON's own, and those a reader further on would undo. Linear. */
final class EscapedText {
  private EscapedText() {}

  /** The inside of a JSON string as the string it spells. */
  static TextView json(TextView text) {
    return decode(text, true);
  }

  /**
   * A text that may have been escaped once more: backslash escapes, percent encoding and character
   * references are read, what is none is kept. Text far from any escape is left out.
   *
   * @return {@code text} itself where it holds none
   */
  static TextView foreign(TextView text) {
    return decode(text, false);
  }

  private static TextView decode(TextView text, boolean jsonOnly) {
    byte[] bytes = text.bytes();
    int to = text.to();
    TextView.Builder builder = new TextView.Builder(text, jsonOnly ? text.length() : 1024);
    int kept = text.from();
    int at = kept;
    while (at < to) {
      byte b = bytes[at];
      if (b != '\\' && (jsonOnly || b != '%' && b != '&')) {
        at++;
        continue;
      }
      long read = read(bytes, at, to, jsonOnly);
      int end = (int) (read >>> 32);
      if (end == at) {
        at++;
        continue;
      }
      copy(builder, kept, at, jsonOnly, false);
      at = b == '%' ? percent(builder, bytes, at, to) : put(builder, at, end, (int) read);
      kept = at;
    }
    if (!jsonOnly && builder.length() == 0) {
      return text;
    }
    copy(builder, kept, to, jsonOnly, true);
    return builder.build();
  }

  /**
   * JSON's escapes are read in the whole text; of others only the neighbourhood is worth a view.
   */
  private static void copy(
      TextView.Builder builder, int from, int to, boolean whole, boolean last) {
    if (whole) {
      builder.copy(from, to);
    } else {
      builder.copyNear(from, to, last);
    }
  }

  private static int put(TextView.Builder builder, int at, int end, int codePoint) {
    builder.replace(at, end, codePoint);
    return end;
  }

  /** Percent escapes spell bytes; those of one UTF-8 sequence are read together. */
  private static int percent(TextView.Builder builder, byte[] bytes, int at, int to) {
    byte[] sequence = new byte[4];
    int first = hex(bytes, at + 1, 2);
    int size = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
    sequence[0] = (byte) first;
    for (int i = 1; i < size; i++) {
      int next = at + 3 * i;
      int value = next + 2 < to && bytes[next] == '%' ? hex(bytes, next + 1, 2) : -1;
      if ((value & 0xC0) != 0x80 || value < 0) {
        size = 1;
        break;
      }
      sequence[i] = (byte) value;
    }
    if (size == 1 && first >= 0x80) {
      builder.replace(at, at + 3, 0xFFFD);
    } else {
      builder.replace(at, at + 3 * size, sequence, size);
    }
    return at + 3 * size;
  }

  /** End of the escape at {@code at} (or {@code at} if it is none) and the code point it spells. */
  private static long read(byte[] bytes, int at, int to, boolean jsonOnly) {
    return switch (bytes[at]) {
      case '\\' -> backslash(bytes, at, to, jsonOnly);
      case '%' -> at + 2 < to ? result(at, at + 3, hex(bytes, at + 1, 2)) : result(at, at, 0);
      default -> reference(bytes, at, to);
    };
  }

  private static long result(int at, int end, int codePoint) {
    return codePoint < 0 ? (long) at << 32 : (long) end << 32 | codePoint;
  }

  private static long backslash(byte[] bytes, int at, int to, boolean jsonOnly) {
    if (at + 1 >= to) {
      return result(at, at, 0);
    }
    return switch (bytes[at + 1]) {
      case 'n' -> result(at, at + 2, '\n');
      case 't' -> result(at, at + 2, '\t');
      case 'r' -> result(at, at + 2, '\r');
      case 'b' -> result(at, at + 2, jsonOnly ? '\b' : -1);
      case 'f' -> result(at, at + 2, jsonOnly ? '\f' : -1);
      case '"', '\\', '/' -> result(at, at + 2, bytes[at + 1]);
      case 'x' -> at + 3 < to && !jsonOnly ? result(at, at + 4, hex(bytes, at + 2, 2)) : at0(at);
      case 'u' -> unicode(bytes, at, to);
      default -> at0(at);
    };
  }

  private static long at0(int at) {
    return result(at, at, 0);
  }

  private static long unicode(byte[] bytes, int at, int to) {
    if (at + 5 >= to) {
      return at0(at);
    }
    int high = hex(bytes, at + 2, 4);
    if (high >= 0xD800
        && high < 0xDC00
        && at + 11 < to
        && bytes[at + 6] == '\\'
        && bytes[at + 7] == 'u') {
      int low = hex(bytes, at + 8, 4);
      if (low >= 0xDC00 && low < 0xE000) {
        return result(at, at + 12, 0x10000 + (high - 0xD800 << 10) + (low - 0xDC00));
      }
    }
    return result(at, at + 6, high);
  }

  /** Numeric references, decimal and hexadecimal, and the few named ones that matter. */
  private static long reference(byte[] bytes, int at, int to) {
    int limit = Math.min(to, at + 12);
    int end = at + 1;
    while (end < limit && bytes[end] != ';') {
      end++;
    }
    if (end >= limit || end - at < 3) {
      return at0(at);
    }
    if (bytes[at + 1] != '#') {
      String name = Ascii.lower(bytes, at + 1, end);
      return switch (name) {
        case "lt" -> result(at, end + 1, '<');
        case "gt" -> result(at, end + 1, '>');
        case "amp" -> result(at, end + 1, '&');
        case "quot" -> result(at, end + 1, '"');
        case "apos" -> result(at, end + 1, '\'');
        case "nbsp" -> result(at, end + 1, ' ');
        default -> at0(at);
      };
    }
    boolean hex = (bytes[at + 2] | 0x20) == 'x';
    int value = 0;
    for (int i = hex ? at + 3 : at + 2; i < end; i++) {
      int digit = Ascii.hexDigit(bytes[i]);
      if (digit < 0 || !hex && digit > 9 || value > 0x10FFFF) {
        return at0(at);
      }
      value = value * (hex ? 16 : 10) + digit;
    }
    return value == 0 || value > 0x10FFFF ? at0(at) : result(at, end + 1, value);
  }

  private static int hex(byte[] bytes, int at, int digits) {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = Ascii.hexDigit(bytes[i]);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
