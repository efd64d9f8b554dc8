// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.encoding.JsonText;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.JsonException;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;

/**
 * {@code json.match_schema} and {@code json.verify_schema}. The errors that policies see are
 * gojsonschema's, and so is what a schema without a draft means; no library for the JVM has either,
 * hence our own reader. Patterns are RE2's, references stay within the schema.
 */
public final class SchemaBuiltins {
  private static final String EITHER = "string | object[any: any]";
  private static final String FAILURES =
      "array[object{error: string, type: string, field: string, desc: string}]";

  private SchemaBuiltins() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin(
            "json.match_schema",
            "(document: " + EITHER + ", schema: " + EITHER + ") array<boolean, " + FAILURES + ">",
            (Builtin.Of2) SchemaBuiltins::match),
        new Builtin(
            "json.verify_schema",
            "(schema: " + EITHER + ") array<boolean, null | string>",
            (Builtin.Of1) SchemaBuiltins::verify));
  }

  private static Value match(Evaluation in, Value document, Value schema) {
    try {
      Value value = loaded(in, document);
      SubSchema read = SchemaReader.read(loaded(in, schema), in);
      Outcome outcome = new Validation(in::spend).of(read, value, Place.ROOT);
      return ArrayValue.of(
          BooleanValue.of(outcome.valid()),
          ArrayValue.of(outcome.failures().stream().map(SchemaBuiltins::shown).toList()));
    } catch (SchemaException e) {
      throw BuiltinError.failed(String.valueOf(e.getMessage()));
    }
  }

  private static Value verify(Evaluation in, Value schema) {
    try {
      SchemaReader.read(loaded(in, schema), in);
      return ArrayValue.of(BooleanValue.TRUE, NullValue.NULL);
    } catch (SchemaException e) {
      return ArrayValue.of(BooleanValue.FALSE, StringValue.of("jsonschema: " + e.getMessage()));
    }
  }

  /** As JSON has it: of sets, arrays. */
  private static Value loaded(Evaluation in, Value value) {
    return switch (value) {
      case StringValue text -> {
        try {
          yield JsonText.read(text.value());
        } catch (JsonException e) {
          throw new SchemaException("invalid JSON string");
        }
      }
      case ObjectValue object -> JsonText.read(Json.write(object, in::grown));
      case ArrayValue array -> JsonText.read(Json.write(array, in::grown));
      default -> throw new SchemaException("wrong type, expected string or object");
    };
  }

  private static Value shown(Outcome.Failure failure) {
    ObjectValue.Builder out = ObjectValue.builder(4);
    out.put(
        StringValue.of("error"), StringValue.of(failure.field() + ": " + failure.description()));
    out.put(StringValue.of("type"), StringValue.of(failure.type()));
    out.put(StringValue.of("field"), StringValue.of(failure.field()));
    out.put(StringValue.of("desc"), StringValue.of(failure.description()));
    return out.build();
  }
}
