// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.number;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BinaryOperator;

/** {@code bits.*}: integers of any size in two's complement. */
public final class Bits {
  /** A decimal digit has less than four bits. */
  private static final int MAX_BITS = NumberValue.MAX_DIGITS * 4;

  private Bits() {}

  /** The family. */
  public static List<Builtin> list() {
    String two = "(x: number, y: number) number";
    String shift = "(x: number, s: number) number";
    return List.of(
        new Builtin("bits.and", two, of2(BigInteger::and)),
        new Builtin("bits.or", two, of2(BigInteger::or)),
        new Builtin("bits.xor", two, of2(BigInteger::xor)),
        new Builtin("bits.negate", "(x: number) number", (Builtin.Of1) Bits::negate),
        new Builtin("bits.lsh", shift, (Builtin.Of2) Bits::left),
        new Builtin("bits.rsh", shift, (Builtin.Of2) Bits::right));
  }

  private static Builtin.Of2 of2(BinaryOperator<BigInteger> operator) {
    return (in, a, b) -> number(operator.apply(IntegerOperand.of(a, 1), IntegerOperand.of(b, 2)));
  }

  private static Value negate(Evaluation in, Value a) {
    return number(IntegerOperand.of(a, 1).not());
  }

  private static Value left(Evaluation in, Value a, Value b) {
    BigInteger x = IntegerOperand.of(a, 1);
    BigInteger by = unsigned(b);
    if (x.signum() == 0) {
      return NumberValue.ZERO;
    }
    if (by.bitLength() > 31 || x.bitLength() + by.longValue() > MAX_BITS) {
      throw new LimitExceeded(
          "result is a number of more than " + NumberValue.MAX_DIGITS + " digits");
    }
    return number(x.shiftLeft(by.intValue()));
  }

  private static Value right(Evaluation in, Value a, Value b) {
    BigInteger x = IntegerOperand.of(a, 1);
    BigInteger by = unsigned(b);
    return number(x.shiftRight(by.bitLength() > 31 ? Integer.MAX_VALUE : by.intValue()));
  }

  private static BigInteger unsigned(Value b) {
    BigInteger by = IntegerOperand.of(b, 2);
    if (by.signum() < 0) {
      throw BuiltinError.type(
          "operand 2 must be an unsigned integer number but got a negative integer");
    }
    return by;
  }

  private static NumberValue number(BigInteger value) {
    return Arithmetic.bounded(new BigDecimal(value));
  }
}
