// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/** Code points in and out of UTF-8. Total: broken input reads as one code point a byte. */
final class Utf8 {
  private Utf8() {}

  /** The code point at {@code at}; a byte that begins none is read as itself. */
  static int codePoint(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xFF;
    int size = size(bytes, at, to);
    return switch (size) {
      case 2 -> (first & 0x1F) << 6 | bytes[at + 1] & 0x3F;
      case 3 -> (first & 0x0F) << 12 | (bytes[at + 1] & 0x3F) << 6 | bytes[at + 2] & 0x3F;
      case 4 ->
          (first & 0x07) << 18
              | (bytes[at + 1] & 0x3F) << 12
              | (bytes[at + 2] & 0x3F) << 6
              | bytes[at + 3] & 0x3F;
      default -> first;
    };
  }

  /** How many bytes the code point at {@code at} takes, 1 to 4. */
  static int size(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xFF;
    int size = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
    if (at + size > to) {
      return 1;
    }
    for (int i = 1; i < size; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 1;
      }
    }
    return size;
  }

  /** Writes a code point (a lone surrogate as U+FFFD) and returns the offset behind it. */
  static int put(int codePoint, byte[] into, int at) {
    int point = codePoint >= 0xD800 && codePoint <= 0xDFFF ? 0xFFFD : codePoint;
    int next = at;
    if (point < 0x80) {
      into[next++] = (byte) point;
    } else if (point < 0x800) {
      into[next++] = (byte) (0xC0 | point >> 6);
      into[next++] = (byte) (0x80 | point & 0x3F);
    } else if (point < 0x10000) {
      into[next++] = (byte) (0xE0 | point >> 12);
      into[next++] = (byte) (0x80 | point >> 6 & 0x3F);
      into[next++] = (byte) (0x80 | point & 0x3F);
    } else {
      into[next++] = (byte) (0xF0 | point >> 18);
      into[next++] = (byte) (0x80 | point >> 12 & 0x3F);
      into[next++] = (byte) (0x80 | point >> 6 & 0x3F);
      into[next++] = (byte) (0x80 | point & 0x3F);
    }
    return next;
  }
}
