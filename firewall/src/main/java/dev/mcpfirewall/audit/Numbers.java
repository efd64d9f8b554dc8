// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as RFC 8785 wants them: as ECMAScript prints an IEEE 754 double. */
final class Numbers {
  private static final int LONGEST = 64;

  private Numbers() {}

  /**
   * The canonical form of a JSON number, or, where a double would say another number than the
   * literal does, the JSON string {@code "number:<literal>"}, cut behind 64 characters.
   */
  static String canonical(String literal) {
    if (literal.length() <= LONGEST) {
      double value = Double.parseDouble(literal);
      if (Double.isFinite(value)) {
        String shortest = ecmascript(value);
        if (sameNumber(shortest, literal)) {
          return shortest;
        }
      }
      return "\"number:" + literal + "\"";
    }
    return "\"number:" + literal.substring(0, LONGEST) + "...\"";
  }

  private static boolean sameNumber(String shortest, String literal) {
    try {
      return new BigDecimal(shortest).compareTo(new BigDecimal(literal)) == 0;
    } catch (NumberFormatException e) {
      // An exponent that BigDecimal cannot hold: no double is that small or that large, except
      // zero.
      return false;
    }
  }

  /** Java never prints fewer than two digits, and may so print 4.9E-324 where one, 5, is enough. */
  private static BigDecimal shortest(double value) {
    BigDecimal printed = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (printed.precision() == 2) {
      BigDecimal shorter = printed.round(new MathContext(1)).stripTrailingZeros();
      return shorter.doubleValue() == value ? shorter : printed;
    }
    return printed;
  }

  /** ECMAScript's Number::toString, for finite values. */
  static String ecmascript(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    String sign = value < 0 ? "-" : "";
    if (point > 0 && point <= 21) {
      return sign
          + (digits.length() <= point
              ? digits + "0".repeat(point - digits.length())
              : digits.substring(0, point) + "." + digits.substring(point));
    }
    if (point > -6 && point <= 0) {
      return sign + "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    return sign
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent > 0 ? "e+" : "e")
        + exponent;
  }
}
