// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.number;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigInteger;

/** An operand that must be an integer, however large. */
final class IntegerOperand {
  private IntegerOperand() {}

  static BigInteger of(Value value, int position) {
    if (!(value instanceof NumberValue number)) {
      throw Operand.wrong(position, "integer", value);
    }
    if (!number.isInteger()) {
      throw BuiltinError.type(
          "operand " + position + " must be integer number but got floating-point number");
    }
    return number.isLong() ? BigInteger.valueOf(number.longValue()) : Arithmetic.integer(number);
  }
}
