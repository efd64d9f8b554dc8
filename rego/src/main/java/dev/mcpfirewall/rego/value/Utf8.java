// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

/** Steps over well-formed UTF-8 (Unicode 15, table 3-7). */
final class Utf8 {
  private Utf8() {}

  /** Where the next character begins; where this one is ill-formed, the negated place of it. */
  static int next(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xff;
    int length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length == 0 || first > 0xf4 || at + length > end) {
      return -at;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return -at;
      }
    }
    if (length > 2) {
      int second = bytes[at + 1] & 0xff;
      boolean wrong =
          switch (first) {
            case 0xe0 -> second < 0xa0;
            case 0xed -> second > 0x9f;
            case 0xf0 -> second < 0x90;
            case 0xf4 -> second > 0x8f;
            default -> false;
          };
      if (wrong) {
        return -at;
      }
    }
    return at + length;
  }
}
