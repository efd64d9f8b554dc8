// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/** Payment card numbers (ISO/IEC 7812): who issues them, and their check digit. */
final class Cards {
  private Cards() {}

  /** Whether some network issues cards of this beginning and length. */
  static boolean issued(byte[] digits, int count) {
    int two = digits[0] * 10 + digits[1];
    int four = two * 100 + digits[2] * 10 + digits[3];
    int three = four / 10;
    return switch (digits[0]) {
      case 4 -> count == 13 || count == 16 || count == 19;
      case 5 -> two >= 51 && two <= 55 && count == 16 || isMaestro(two, count);
      case 2 ->
          four >= 2221 && four <= 2720 && count == 16
              || four >= 2200 && four <= 2204 && count >= 16
              || four == 2131 && count == 15;
      case 3 ->
          (two == 34 || two == 37) && count == 15
              || (two == 36 || two == 38 || two == 39 || three >= 300 && three <= 305)
                  && count == 14
              || two == 35 && count >= 16;
      case 6 ->
          (four == 6011 || two == 65 || three >= 644 && three <= 649) && count >= 16
              || two == 62 && count >= 16
              || (two == 60 || isMaestro(two, count)) && count >= 13;
      case 1 -> four == 1800 && count == 15;
      default -> false;
    };
  }

  private static boolean isMaestro(int two, int count) {
    return (two == 50 || two >= 56 && two <= 58 || two == 63 || two == 67) && count >= 13;
  }

  /** Luhn's check (ISO/IEC 7812-1, annex B). */
  static boolean luhn(byte[] digits, int count) {
    int sum = 0;
    boolean twice = false;
    boolean anything = false;
    for (int i = count - 1; i >= 0; i--) {
      int digit = digits[i];
      anything |= digit != digits[0];
      if (twice) {
        digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
      }
      sum += digit;
      twice = !twice;
    }
    return anything && sum % 10 == 0;
  }
}
