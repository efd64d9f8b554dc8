// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

/** What a byte is, as a character of a name. */
final class Letters {
  static final int DIGIT = 1;
  static final int LETTER = 2;
  static final int AT = 4;
  static final int DOT = 8;
  static final int SLASH = 16;
  static final int COLON = 32;
  static final int HIGH = 64;
  static final int BREAK = 128;

  private static final byte[] CLASSES = new byte[256];

  static {
    for (int b = 0; b < 256; b++) {
      CLASSES[b] = (byte) classOf(b);
    }
  }

  private Letters() {}

  private static int classOf(int b) {
    if (b >= 0x80) {
      return HIGH;
    }
    if (b <= ' ' || b == 0x7F || "\"'<>()[]{}|^`,;!*".indexOf(b) >= 0) {
      return BREAK;
    }
    return switch (b) {
      case '@' -> AT;
      case '.' -> DOT;
      case '/', '\\' -> SLASH;
      case ':' -> COLON;
      default -> b >= '0' && b <= '9' ? DIGIT : (b | 0x20) >= 'a' && (b | 0x20) <= 'z' ? LETTER : 0;
    };
  }

  /** Its class, one of the constants, or 0 for any other sign. */
  static int of(byte b) {
    return CLASSES[b & 0xFF] & 0xFF;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean isLetter(byte b) {
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  static boolean isAlphanumeric(byte b) {
    return isDigit(b) || isLetter(b);
  }

  /** Length of the punctuation or symbol beyond ASCII that begins here, or 0 if it is a letter. */
  static int sign(byte[] text, int at, int to) {
    return switch (text[at] & 0xFF) {
      case 0xC2 -> Math.min(2, to - at);
      case 0xE2 -> Math.min(3, to - at);
      case 0xE3 -> at + 1 < to && (text[at + 1] & 0xFF) == 0x80 ? Math.min(3, to - at) : 0;
      case 0xF0 -> at + 1 < to && (text[at + 1] & 0xFF) == 0x9F ? Math.min(4, to - at) : 0;
      case 0xEF -> at + 1 < to && (text[at + 1] & 0xFF) >= 0xBC ? Math.min(3, to - at) : 0;
      default -> 0;
    };
  }

  /** Whether the text from {@code at} on begins with these lower-case letters, in any case. */
  static boolean startsWith(byte[] text, int at, int to, String lower) {
    if (to - at < lower.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      byte b = text[at + i];
      if ((isLetter(b) ? b | 0x20 : b) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
