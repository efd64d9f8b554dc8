// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes a double as Go's strconv does; rounding is exact, half to even. */
final class GoFloat {
  /** As many digits as tell the number from its neighbours. */
  static final int SHORTEST = -1;

  private static final long FRACTION = (1L << 52) - 1;

  private GoFloat() {}

  /**
   * {@code verb} is one of {@code b e E f g G x X}; negative numbers get a minus, no other sign.
   */
  static String format(double number, char verb, int precision) {
    String sign = number < 0 || 1 / number < 0 ? "-" : "";
    double value = Math.abs(number);
    return sign
        + switch (verb) {
          case 'b' -> binary(value);
          case 'x', 'X' -> {
            String text = hexadecimal(value, precision);
            yield verb == 'X' ? text.toUpperCase(java.util.Locale.ROOT) : text;
          }
          case 'f' ->
              precision == SHORTEST ? plain(digits(value, -1), -1) : fixed(value, precision);
          case 'e', 'E' -> {
            Digits digits = digits(value, precision < 0 ? -1 : precision + 1);
            yield scientific(
                digits, precision < 0 ? Math.max(digits.count() - 1, 0) : precision, verb);
          }
          default -> general(value, verb == 'G' ? 'E' : 'e', precision);
        };
  }

  /** A number as {@code 0.d1d2d3… × 10^point}, without trailing zeros. */
  private record Digits(String text, int point) {
    int count() {
      return text.length();
    }

    char at(int index) {
      return index >= 0 && index < text.length() ? text.charAt(index) : '0';
    }
  }

  private static Digits digits(double value, int significant) {
    if (value == 0) {
      return new Digits("", 0);
    }
    BigDecimal exact =
        significant < 0
            ? shortest(value)
            : new BigDecimal(value)
                .round(new MathContext(Math.max(significant, 1), RoundingMode.HALF_EVEN));
    BigDecimal stripped = exact.stripTrailingZeros();
    return new Digits(stripped.unscaledValue().toString(), stripped.precision() - stripped.scale());
  }

  /** Java always writes two digits ({@code 4.9E-324}) where one would do. */
  private static BigDecimal shortest(double value) {
    BigDecimal two = new BigDecimal(Double.toString(value));
    BigDecimal one = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
    return one.doubleValue() == value ? one : two;
  }

  private static String fixed(double value, int precision) {
    return new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String plain(Digits digits, int precision) {
    int decimals = precision < 0 ? Math.max(digits.count() - digits.point(), 0) : precision;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits.point(); i++) {
      out.append(digits.at(i));
    }
    if (out.isEmpty()) {
      out.append('0');
    }
    if (decimals > 0) {
      out.append('.');
    }
    for (int i = 0; i < decimals; i++) {
      out.append(digits.at(digits.point() + i));
    }
    return out.toString();
  }

  private static String scientific(Digits digits, int precision, char e) {
    StringBuilder out = new StringBuilder().append(digits.at(0));
    if (precision > 0) {
      out.append('.');
    }
    for (int i = 1; i <= precision; i++) {
      out.append(digits.at(i));
    }
    return exponent(out.append(e), digits.count() == 0 ? 0 : digits.point() - 1);
  }

  private static String exponent(StringBuilder out, int exponent) {
    int size = Math.abs(exponent);
    return out.append(exponent < 0 ? '-' : '+')
        .append(size < 10 ? "0" : "")
        .append(size)
        .toString();
  }

  /** {@code %e} for exponents below -4 or from the precision (6 for the shortest), else plain. */
  private static String general(double value, char e, int precision) {
    boolean shortest = precision < 0;
    Digits digits = digits(value, shortest ? -1 : Math.max(precision, 1));
    int wanted = shortest ? Math.max(digits.count(), 1) : Math.max(precision, 1);
    int limit = wanted;
    if (limit > digits.count() && digits.count() >= digits.point()) {
      limit = digits.count();
    }
    if (shortest) {
      limit = 6;
    }
    int exponent = digits.point() - 1;
    if (exponent < -4 || exponent >= limit) {
      return scientific(digits, Math.max(Math.min(wanted, digits.count()) - 1, 0), e);
    }
    int count = wanted > digits.point() ? digits.count() : wanted;
    return plain(digits, Math.max(count - digits.point(), 0));
  }

  private static String binary(double value) {
    long bits = Double.doubleToLongBits(value);
    int exponent = (int) (bits >> 52);
    long mantissa = bits & FRACTION;
    long whole = exponent == 0 ? mantissa : mantissa | 1L << 52;
    int power = Math.max(exponent, 1) - 1075;
    return whole + "p" + (power < 0 ? "-" : "+") + Math.abs(power);
  }

  private static String hexadecimal(double value, int precision) {
    if (value == 0) {
      return "0x0" + (precision > 0 ? "." + "0".repeat(precision) : "") + "p+00";
    }
    int power = Math.getExponent(value);
    long mantissa = Double.doubleToLongBits(value) & FRACTION;
    if (power < Double.MIN_EXPONENT) {
      int shift = Long.numberOfLeadingZeros(mantissa) - 11;
      mantissa = mantissa << shift & FRACTION;
      power = Double.MIN_EXPONENT - shift;
    }
    long whole = 1;
    if (precision >= 0 && precision < 13) {
      int drop = 52 - 4 * precision;
      long all = mantissa | 1L << 52;
      long kept = all >>> drop;
      long rest = all & (1L << drop) - 1;
      long half = 1L << drop - 1;
      kept += rest > half || rest == half && (kept & 1) == 1 ? 1 : 0;
      if (kept >>> 4 * precision > 1) {
        kept >>>= 1;
        power++;
      }
      whole = kept >>> 4 * precision;
      mantissa = kept << drop & FRACTION;
    }
    String hex = String.format("%013x", mantissa);
    String digits =
        precision < 0
            ? hex.replaceAll("0+$", "")
            : precision <= 13 ? hex.substring(0, precision) : hex + "0".repeat(precision - 13);
    return exponent(
        new StringBuilder("0x" + whole + (digits.isEmpty() ? "" : "." + digits) + "p"), power);
  }
}
