package dev.mcpfirewall.audit;

import java.math.BigDecimal;

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
      // An exponent that BigDecimal cannot hold: no double is that small or that large, except zero.
      return false;
    }
  }

  /** ECMAScript's Number::toString, for finite values. Java finds the same shortest digits. */
  static String ecmascript(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
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
