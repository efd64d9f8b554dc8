// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.syntax;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.Options;
import dev.mcpfirewall.rego.parse.Parser;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.stream.Collectors;

/** {@code rego.parse_module}. */
public final class ModuleBuiltins {
  /** Longer texts are refused: policies about policies read small ones. */
  private static final int MAX_TEXT = 1 << 20;

  private ModuleBuiltins() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin(
            "rego.parse_module",
            "(filename: string, rego: string) object[string: any]",
            (Builtin.Of2) ModuleBuiltins::parse));
  }

  private static Value parse(Evaluation in, Value filename, Value rego) {
    String name = Operand.string(filename, 1);
    String text = Operand.string(rego, 2);
    if (text.length() > MAX_TEXT) {
      throw new LimitExceeded("module longer than " + MAX_TEXT + " characters");
    }
    in.spend(1 + text.length() / 4);
    try {
      return ModuleJson.of(Parser.module(new Source(name, text), Options.V1));
    } catch (RegoException e) {
      throw BuiltinError.failed(message(e.errors()));
    }
  }

  private static String message(List<RegoError> errors) {
    return errors.size() == 1
        ? "1 error occurred: " + errors.getFirst().headline()
        : errors.stream()
            .map(RegoError::headline)
            .collect(Collectors.joining("\n", errors.size() + " errors occurred:\n", ""));
  }
}
