// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.number;

import static java.math.RoundingMode.HALF_EVEN;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * The operators on numbers, and rounding. Integers are exact. Fractions are decimal, exact to
 * {@link #KEPT} digits; quotients carry two digits more, so that a third three times is one, as it
 * is in OPA's binary fractions.
 */
public final class Arithmetic {
  private static final MathContext KEPT = new MathContext(32, HALF_EVEN);
  private static final MathContext QUOTIENT = new MathContext(34, HALF_EVEN);

  private Arithmetic() {}

  /** The family. */
  public static List<Builtin> list() {
    String two = "(x: number, y: number) number";
    String one = "(x: number) number";
    return List.of(
        new Builtin("plus", two, (Builtin.Of2) Arithmetic::plus),
        new Builtin(
            "minus",
            "(x: number | set[any], y: number | set[any]) number | set[any]",
            (Builtin.Of2) Arithmetic::minus),
        new Builtin("mul", two, (Builtin.Of2) Arithmetic::times),
        new Builtin("div", two, (Builtin.Of2) Arithmetic::divide),
        new Builtin("rem", two, (Builtin.Of2) Arithmetic::remainder),
        new Builtin("abs", one, (Builtin.Of1) Arithmetic::abs),
        new Builtin("ceil", one, rounded(RoundingMode.CEILING)),
        new Builtin("floor", one, rounded(RoundingMode.FLOOR)),
        new Builtin("round", one, rounded(RoundingMode.HALF_UP)));
  }

  private static Value plus(Evaluation in, Value a, Value b) {
    return sum(Operand.number(a, 1), Operand.number(b, 2));
  }

  /** {@code x + y}. */
  public static NumberValue sum(NumberValue x, NumberValue y) {
    if (x.isLong() && y.isLong()) {
      long sum = x.longValue() + y.longValue();
      if (((x.longValue() ^ sum) & (y.longValue() ^ sum)) >= 0) {
        return NumberValue.of(sum);
      }
    }
    return kept(x.decimal().add(y.decimal()));
  }

  private static Value minus(Evaluation in, Value a, Value b) {
    if (a instanceof SetValue x && b instanceof SetValue y) {
      in.spend(x.size());
      SetValue.Builder rest = SetValue.builder(x.size());
      for (int i = 0; i < x.size(); i++) {
        if (!y.contains(x.member(i))) {
          rest.add(x.member(i));
        }
      }
      return rest.build();
    }
    if (a instanceof NumberValue x && b instanceof NumberValue y) {
      return difference(x, y);
    }
    if (!(a instanceof NumberValue) && !(a instanceof SetValue)) {
      throw Operand.wrong(1, "one of {number, set}", a);
    }
    throw Operand.wrong(2, b instanceof NumberValue ? "set" : "number", b);
  }

  private static NumberValue difference(NumberValue x, NumberValue y) {
    if (x.isLong() && y.isLong()) {
      long rest = x.longValue() - y.longValue();
      if (((x.longValue() ^ y.longValue()) & (x.longValue() ^ rest)) >= 0) {
        return NumberValue.of(rest);
      }
    }
    return kept(x.decimal().subtract(y.decimal()));
  }

  private static Value times(Evaluation in, Value a, Value b) {
    return product(Operand.number(a, 1), Operand.number(b, 2));
  }

  /** {@code x * y}. */
  public static NumberValue product(NumberValue x, NumberValue y) {
    if (x.isLong() && y.isLong()) {
      long low = x.longValue() * y.longValue();
      if (Math.multiplyHigh(x.longValue(), y.longValue()) == low >> 63) {
        return NumberValue.of(low);
      }
    }
    return kept(x.decimal().multiply(y.decimal()));
  }

  private static Value divide(Evaluation in, Value a, Value b) {
    NumberValue x = Operand.number(a, 1);
    NumberValue y = Operand.number(b, 2);
    if (y.equals(NumberValue.ZERO)) {
      throw BuiltinError.failed("divide by zero");
    }
    if (x.isLong() && y.isLong() && y.longValue() != -1) {
      if (x.longValue() % y.longValue() == 0) {
        return NumberValue.of(x.longValue() / y.longValue());
      }
    } else if (x.isInteger() && y.isInteger()) {
      BigInteger[] parts = integer(x).divideAndRemainder(integer(y));
      if (parts[1].signum() == 0) {
        return bounded(new BigDecimal(parts[0]));
      }
    }
    return bounded(x.decimal().divide(y.decimal(), QUOTIENT));
  }

  private static Value remainder(Evaluation in, Value a, Value b) {
    NumberValue x = Operand.number(a, 1);
    NumberValue y = Operand.number(b, 2);
    if (!x.isInteger() || !y.isInteger()) {
      throw BuiltinError.failed("modulo on floating-point number");
    }
    if (y.equals(NumberValue.ZERO)) {
      throw BuiltinError.failed("modulo by zero");
    }
    return x.isLong() && y.isLong()
        ? NumberValue.of(x.longValue() % y.longValue())
        : bounded(new BigDecimal(integer(x).remainder(integer(y))));
  }

  private static Value abs(Evaluation in, Value a) {
    NumberValue x = Operand.number(a, 1);
    return x.isLong() && x.longValue() >= 0 ? x : bounded(x.decimal().abs());
  }

  private static Builtin.Of1 rounded(RoundingMode mode) {
    return (in, a) -> {
      NumberValue x = Operand.number(a, 1);
      return x.isInteger() ? x : bounded(x.decimal().setScale(0, mode));
    };
  }

  static BigInteger integer(NumberValue number) {
    return number.decimal().toBigInteger();
  }

  private static NumberValue kept(BigDecimal exact) {
    return bounded(
        exact.scale() > 0
                && exact.precision() > KEPT.getPrecision()
                && exact.stripTrailingZeros().scale() > 0
            ? exact.round(KEPT)
            : exact);
  }

  /**
   * A result.
   *
   * @throws LimitExceeded where it has more digits than numbers may have
   */
  public static NumberValue bounded(BigDecimal value) {
    try {
      return NumberValue.of(value);
    } catch (ArithmeticException e) {
      throw new LimitExceeded(
          "result is a number of more than " + NumberValue.MAX_DIGITS + " digits");
    }
  }
}
