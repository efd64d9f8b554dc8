// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.encoding;

import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;

/** The only operand of a built-in that reads or writes codes; its length is paid for. */
final class TextOperand {
  private static final int UNITS_A_STEP = 64;

  private TextOperand() {}

  static String text(Evaluation in, Value value) {
    String text = Operand.string(value, 1);
    in.spend(1 + text.length() / UNITS_A_STEP);
    return text;
  }

  static byte[] bytes(Evaluation in, Value value) {
    text(in, value);
    return ((StringValue) value).bytes();
  }
}
