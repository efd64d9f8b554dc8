// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.encoding;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;

/** {@code yaml.*}. The library is loaded by the first call. */
public final class YamlCodes {
  private YamlCodes() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin("yaml.is_valid", "(x: string) boolean", (Builtin.Of1) YamlCodes::isValid),
        new Builtin(
            "yaml.marshal",
            "(x: any) string",
            (Builtin.Of1) (in, a) -> StringValue.of(YamlWriter.write(in, a))),
        new Builtin(
            "yaml.unmarshal",
            "(x: string) any",
            (Builtin.Of1) (in, a) -> YamlReader.read(in, TextOperand.text(in, a))));
  }

  private static Value isValid(Evaluation in, Value a) {
    if (!(a instanceof StringValue)) {
      return BooleanValue.FALSE;
    }
    try {
      YamlReader.read(in, TextOperand.text(in, a));
      return BooleanValue.TRUE;
    } catch (BuiltinError e) {
      return BooleanValue.FALSE;
    }
  }
}
