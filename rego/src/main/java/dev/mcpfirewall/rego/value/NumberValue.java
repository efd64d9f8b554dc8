// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number of any size: exact, decimal. Equal numbers are equal whatever their spelling.
 *
 * <p>INVARIANT: {@code big} is absent exactly where the number is an integer that a {@code long}
 * holds; where present it has no trailing zeros, so equality and hash need no arithmetic.
 */
public final class NumberValue implements Value {
  /**
   * More digits than this, before or after the point, are refused: a few bytes of exponent must not
   * cost gigabytes.
   */
  public static final int MAX_DIGITS = 20_000;

  private static final NumberValue[] SMALL = new NumberValue[1024 + 128];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = new NumberValue(i - 128, null);
    }
  }

  public static final NumberValue ZERO = of(0);
  public static final NumberValue ONE = of(1);

  private final long small;
  private final @Nullable BigDecimal big;

  private NumberValue(long small, @Nullable BigDecimal big) {
    this.small = small;
    this.big = big;
  }

  /** An integer. */
  public static NumberValue of(long value) {
    return value >= -128 && value < 1024 ? SMALL[(int) value + 128] : new NumberValue(value, null);
  }

  /**
   * A decimal.
   *
   * @throws ArithmeticException where it has more than {@link #MAX_DIGITS} digits before or after
   *     the point
   */
  public static NumberValue of(BigDecimal value) {
    // Before anything is asked that takes the square of its length.
    if (value.scale() <= 0 && value.unscaledValue().bitLength() > 4 * MAX_DIGITS) {
      throw tooLong();
    }
    BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    if (plain.scale() > MAX_DIGITS || (long) plain.precision() - plain.scale() > MAX_DIGITS) {
      throw tooLong();
    }
    if (plain.scale() <= 0 && plain.precision() - plain.scale() <= 19) {
      try {
        return of(plain.longValueExact());
      } catch (ArithmeticException tooLarge) {
        return new NumberValue(0, plain);
      }
    }
    return new NumberValue(0, plain);
  }

  private static ArithmeticException tooLong() {
    return new ArithmeticException("number with more than " + MAX_DIGITS + " digits");
  }

  /** Reads JSON's spelling of a number; empty where {@code text} is none, or one too large. */
  public static Optional<NumberValue> parse(String text) {
    try {
      return text.length() < 19
              && text.indexOf('.') < 0
              && text.indexOf('e') < 0
              && text.indexOf('E') < 0
          ? Optional.of(of(Long.parseLong(text)))
          : Optional.of(of(new BigDecimal(text)));
    } catch (NumberFormatException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Whether it is an integer that a {@code long} holds: {@link #longValue()} is then exact. */
  public boolean isLong() {
    return big == null;
  }

  /** Whether it has no fraction. */
  public boolean isInteger() {
    return big == null || big.scale() <= 0;
  }

  /**
   * About how many steps of an evaluation's budget arithmetic with it is worth: the square of its
   * length over some dozens. Asked in no time; small for all but numbers of hundreds of digits.
   */
  public int work() {
    if (big == null) {
      return 0;
    }
    int words = (big.unscaledValue().bitLength() >> 5) + Math.abs(big.scale()) / 9;
    return words * words >> 6;
  }

  /** Exact where {@link #isLong()}; else 0. */
  public long longValue() {
    return small;
  }

  /** Exact. */
  public BigDecimal decimal() {
    return big == null ? BigDecimal.valueOf(small) : big;
  }

  /** The nearest double. */
  public double doubleValue() {
    return big == null ? small : big.doubleValue();
  }

  @Override
  public String typeName() {
    return "number";
  }

  @Override
  public int weight() {
    return big == null ? 1 : ValueWeight.ofDigits(big);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof NumberValue n
            && (big == null ? n.big == null && n.small == small : big.equals(n.big));
  }

  @Override
  public int hashCode() {
    return big == null ? Long.hashCode(small) : big.hashCode();
  }

  int compare(NumberValue other) {
    return big == null && other.big == null
        ? Long.compare(small, other.small)
        : decimal().compareTo(other.decimal());
  }

  /**
   * JSON's spelling: digits without an exponent, but for fractions below {@code 1e-07} and integers
   * that end in hundreds of zeros.
   */
  @Override
  public String toString() {
    return ValueText.of(this);
  }
}
