// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.encoding;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.JsonException;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;

/** {@code json.marshal}, {@code json.unmarshal} and what goes with them. */
public final class JsonCodes {
  private JsonCodes() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin("json.is_valid", "(x: string) boolean", (Builtin.Of1) JsonCodes::isValid),
        new Builtin(
            "json.marshal",
            "(x: any) string",
            (Builtin.Of1) (in, a) -> StringValue.of(Json.write(a, in::grown))),
        new Builtin(
            "json.marshal_with_options",
            "(x: any, opts: object{pretty: boolean, indent: string, prefix: string}[string: any])"
                + " string",
            (Builtin.Of2) JsonCodes::marshal),
        new Builtin("json.unmarshal", "(x: string) any", (Builtin.Of1) JsonCodes::unmarshal));
  }

  private static Value isValid(Evaluation in, Value a) {
    return BooleanValue.of(a instanceof StringValue && JsonText.isValid(TextOperand.text(in, a)));
  }

  private static Value unmarshal(Evaluation in, Value a) {
    try {
      return JsonText.read(TextOperand.text(in, a));
    } catch (JsonException e) {
      throw BuiltinError.failed(e.reason());
    }
  }

  private static Value marshal(Evaluation in, Value a, Value b) {
    ObjectValue options = Operand.object(b, 2);
    String prefix = "";
    String indent = "\t";
    boolean lines = false;
    for (int i = 0; i < options.size(); i++) {
      Value value = options.valueAt(i);
      switch (key(in, options.keyAt(i), i)) {
        case "prefix" -> {
          prefix = text("prefix", value, i);
          lines = true;
        }
        case "indent" -> {
          indent = text("indent", value, i);
          lines = true;
        }
        case "pretty" -> {
          if (!(value instanceof BooleanValue)) {
            throw BuiltinError.type("operand 2 key \"pretty\" failed cast to bool");
          }
        }
        default ->
            throw BuiltinError.type("operand 2 object contained unknown key " + options.keyAt(i));
      }
    }
    Value pretty = options.find(StringValue.of("pretty"));
    if (pretty == null ? lines : pretty.truthy()) {
      return StringValue.of(prefix + Json.pretty(a, prefix, indent, in::grown));
    }
    return StringValue.of(Json.write(a, in::grown));
  }

  private static String key(Evaluation in, Value key, int index) {
    if (key instanceof StringValue string) {
      return string.value();
    }
    throw BuiltinError.type(
        String.format(
            "operand 2 failed to stringify key %s at index %d: operand %d must be string but got %s",
            key.text(in::grown), index, index, key.typeName()));
  }

  private static String text(String key, Value value, int index) {
    if (value instanceof StringValue string) {
      return string.value();
    }
    throw BuiltinError.type(
        String.format(
            "operand 2 key \"%s\" failed cast to string: operand %d must be string but got %s",
            key, index, value.typeName()));
  }
}
