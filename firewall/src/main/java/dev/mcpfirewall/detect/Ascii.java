// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.nio.charset.StandardCharsets;

/** What a byte is, as an ASCII character. */
final class Ascii {
  private Ascii() {}

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean isLetter(byte b) {
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  static boolean isUpper(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  static boolean isAlphanumeric(byte b) {
    return isLetter(b) || isDigit(b);
  }

  /** A letter, digit, underscore, or any byte of a character beyond ASCII. */
  static boolean isWord(byte b) {
    return isAlphanumeric(b) || b == '_' || b < 0;
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b >= '\t' && b <= '\r';
  }

  static byte lower(byte b) {
    return isUpper(b) ? (byte) (b | 0x20) : b;
  }

  /** 0 to 15, or -1. */
  static int hexDigit(byte b) {
    if (isDigit(b)) {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** The bytes as a string of Latin-1 characters, A to Z lowered. */
  static String lower(byte[] bytes, int from, int to) {
    byte[] copy = new byte[to - from];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = lower(bytes[from + i]);
    }
    return new String(copy, StandardCharsets.ISO_8859_1);
  }
}
