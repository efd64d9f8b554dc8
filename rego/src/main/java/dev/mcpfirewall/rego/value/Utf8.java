// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

/** Steps over well-formed UTF-8 (Unicode 15, table 3-7). */
final class Utf8 {
  private Utf8() {}

  /** Where the character after the one at a place begins; -1 where that one is ill-formed. */
  static int after(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    int length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length == 0 || first > 0xf4 || at + length > bytes.length) {
      return -1;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return -1;
      }
    }
    return length > 2 && outside(first, bytes[at + 1] & 0xff) ? -1 : at + length;
  }

  /** Longer than needed, a surrogate, or beyond U+10FFFF. */
  private static boolean outside(int first, int second) {
    return switch (first) {
      case 0xe0 -> second < 0xa0;
      case 0xed -> second > 0x9f;
      case 0xf0 -> second < 0x90;
      case 0xf4 -> second > 0x8f;
      default -> false;
    };
  }
}
