// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.Options;
import dev.mcpfirewall.rego.Rego;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;

/** TextCalls built-ins with operands written as in Rego, with {@code '} for the quotes. */
final class Asked {
  private static final long STEPS = 1_000_000;

  private Asked() {}

  static String ask(String name, String operands) {
    return ask(new FakeEvaluation(STEPS), name, operands);
  }

  static String ask(FakeEvaluation in, String name, String operands) {
    ArrayValue values = (ArrayValue) evaluated("[" + operands.replace('\'', '"') + "]");
    return TextCalls.answer(in, name, values.elements()).replace('"', '\'');
  }

  /** What an expression is. */
  static String value(String expression) {
    return evaluated(expression).toString();
  }

  private static Value evaluated(String text) {
    return Rego.compile(List.of(), Options.DEFAULT).query(text).value().orElseThrow();
  }
}
