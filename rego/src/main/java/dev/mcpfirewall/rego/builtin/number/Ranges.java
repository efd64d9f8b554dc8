// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.number;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** {@code numbers.range} and {@code numbers.range_step}. */
public final class Ranges {
  /** More numbers than this are refused whatever the budget: they would not fit in memory. */
  private static final int MAX_NUMBERS = 10_000_000;

  private Ranges() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin(
            "numbers.range",
            "(a: number, b: number) array[number]",
            (Builtin.Of2)
                (in, a, b) ->
                    range(in, IntegerOperand.of(a, 1), IntegerOperand.of(b, 2), BigInteger.ONE)),
        new Builtin(
            "numbers.range_step",
            "(a: number, b: number, step: number) array[number]",
            (Builtin.Of3) Ranges::stepped));
  }

  private static Value stepped(Evaluation in, Value a, Value b, Value c) {
    BigInteger from = IntegerOperand.of(a, 1);
    BigInteger to = IntegerOperand.of(b, 2);
    BigInteger step = IntegerOperand.of(c, 3);
    if (step.signum() <= 0) {
      throw BuiltinError.failed("numbers.range_step: step must be a positive integer");
    }
    return range(in, from, to, step);
  }

  private static Value range(Evaluation in, BigInteger from, BigInteger to, BigInteger step) {
    BigInteger last = to.subtract(from).abs().divide(step);
    int count = last.bitLength() > 30 ? Integer.MAX_VALUE : last.intValue() + 1;
    if (count > MAX_NUMBERS) {
      throw new LimitExceeded("range of more than " + MAX_NUMBERS + " numbers");
    }
    BigInteger by = from.compareTo(to) <= 0 ? step : step.negate();
    Value[] numbers = new Value[count];
    BigInteger next = from;
    for (int i = 0; i < count; i++) {
      if ((i & 1_023) == 0) {
        in.spend(1_024);
      }
      numbers[i] = Arithmetic.bounded(new BigDecimal(next));
      next = next.add(by);
    }
    return ArrayValue.of(numbers);
  }
}
