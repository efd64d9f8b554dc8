// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds a document against a schema. Each look at a value is a step of the budget: schemas can be
 * written whose alternatives multiply.
 */
final class Validation {
  private static final int MAX_DEPTH = 1_000;

  private final IntConsumer spend;
  private int depth;

  Validation(IntConsumer spend) {
    this.spend = spend;
  }

  Outcome of(SubSchema schema, Value value, Place place) {
    Outcome out = new Outcome();
    check(schema, value, place, out);
    return out;
  }

  private void check(SubSchema schema, Value value, Place place, Outcome out) {
    spend.accept(1);
    if (++depth > MAX_DEPTH) {
      throw new LimitExceeded("schema and document nested deeper than " + MAX_DEPTH);
    }
    if (schema.pass != null) {
      if (!schema.pass) {
        out.fail("false", place, "False always fails validation");
      }
    } else if (schema.reference != null) {
      check(schema.reference, value, place, out);
    } else {
      typed(schema, value, place, out);
    }
    depth--;
  }

  private void typed(SubSchema schema, Value value, Place place, Outcome out) {
    String given = given(value);
    if (!schema.types.isEmpty()
        && !schema.types.contains(given)
        && !(given.equals("integer") && schema.types.contains("number"))) {
      String expected =
          schema.types.size() == 1
              ? schema.types.getFirst()
              : "[" + String.join(",", schema.types) + "]";
      out.fail("invalid_type", place, "Invalid type. Expected: " + expected + ", given: " + given);
      return;
    }
    combined(schema, value, place, out);
    switch (value) {
      case ArrayValue array -> new ArrayCheck(this, schema, array, place, out).check();
      case ObjectValue object -> new ObjectCheck(this, schema, object, place, out, spend).check();
      case NumberValue number -> new NumberCheck(schema, number, place, out).check();
      default -> {}
    }
    common(schema, value, place, out);
    if (value instanceof StringValue text) {
      text(schema, text.value(), place, out);
    }
    if (value instanceof ObjectValue object) {
      schema.properties.forEach((name, inner) -> {
        Value member = object.find(StringValue.of(name));
        if (member != null) {
          check(inner, member, place.inner(name), out);
        }
      });
    }
    out.good();
  }

  private static String given(Value value) {
    return value instanceof NumberValue number
        ? number.isInteger() ? "integer" : "number"
        : value.typeName();
  }

  private void combined(SubSchema schema, Value value, Place place, Outcome out) {
    if (!schema.anyOf.isEmpty()) {
      any(schema.anyOf, value, place, out);
    }
    if (!schema.oneOf.isEmpty()) {
      one(schema.oneOf, value, place, out);
    }
    int valid = 0;
    for (SubSchema each : schema.allOf) {
      Outcome outcome = of(each, value, place);
      valid += outcome.valid() ? 1 : 0;
      out.merge(outcome);
    }
    if (valid < schema.allOf.size()) {
      out.fail("number_all_of", place, "Must validate all the schemas (allOf)");
    }
    if (schema.not != null && of(schema.not, value, place).valid()) {
      out.fail("number_not", place, "Must not validate the schema (not)");
    }
    if (value instanceof ObjectValue object) {
      dependencies(schema, object, place, out);
    }
    conditions(schema, value, place, out);
    out.good();
  }

  private void any(List<SubSchema> schemas, Value value, Place place, Outcome out) {
    Outcome best = null;
    for (SubSchema each : schemas) {
      Outcome outcome = of(each, value, place);
      if (outcome.valid()) {
        return;
      }
      best = best == null || outcome.score() > best.score() ? outcome : best;
    }
    out.fail("number_any_of", place, "Must validate at least one schema (anyOf)");
    if (best != null) {
      out.merge(best);
    }
  }

  private void one(List<SubSchema> schemas, Value value, Place place, Outcome out) {
    Outcome best = null;
    int valid = 0;
    for (SubSchema each : schemas) {
      Outcome outcome = of(each, value, place);
      if (outcome.valid()) {
        valid++;
      } else if (valid == 0 && (best == null || outcome.score() > best.score())) {
        best = outcome;
      }
    }
    if (valid != 1) {
      out.fail("number_one_of", place, "Must validate one and only one schema (oneOf)");
      if (valid == 0 && best != null) {
        out.merge(best);
      }
    }
  }

  private void dependencies(SubSchema schema, ObjectValue object, Place place, Outcome out) {
    schema.needs.forEach((name, needed) -> {
      if (object.find(StringValue.of(name)) != null) {
        for (String other : needed) {
          if (object.find(StringValue.of(other)) == null) {
            out.fail("missing_dependency", place, "Has a dependency on " + other);
          }
        }
      }
    });
    schema.dependencies.forEach((name, inner) -> {
      if (object.find(StringValue.of(name)) != null) {
        check(inner, object, place, out);
      }
    });
  }

  private void conditions(SubSchema schema, Value value, Place place, Outcome out) {
    if (schema.when == null || schema.then == null && schema.otherwise == null) {
      return;
    }
    boolean holds = of(schema.when, value, place).valid();
    SubSchema chosen = holds ? schema.then : schema.otherwise;
    Outcome outcome = chosen == null ? new Outcome() : of(chosen, value, place);
    if (!outcome.valid()) {
      if (holds) {
        out.fail("condition_then", place, "Must validate \"then\" as \"if\" was valid");
      } else {
        out.fail("condition_else", place, "Must validate \"else\" as \"if\" was not valid");
      }
      out.merge(outcome);
    }
  }

  /** For a message: each holds it anew. */
  private String written(Value value) {
    String text = Json.write(value);
    spend.accept(1 + text.length() / 16);
    return text;
  }

  private boolean same(Value constant, Value value) {
    spend.accept(Math.min(constant.weight(), value.weight()));
    return constant.equals(value);
  }

  private boolean among(Set<Value> choices, Value value) {
    takes(value);
    return choices.contains(value);
  }

  /** Before all of a value is looked at. */
  void takes(Value whole) {
    spend.accept(whole.weight());
  }

  private void common(SubSchema schema, Value value, Place place, Outcome out) {
    if (schema.constant != null && !same(schema.constant, value)) {
      out.fail("const", place, place.field() + " does not match: " + written(schema.constant));
    }
    Set<Value> choices = schema.choices;
    if (choices != null && !among(choices, value)) {
      String allowed =
          choices.isEmpty()
              ? "(none)"
              : choices.stream().map(this::written).collect(Collectors.joining(", "));
      out.fail("enum", place, place.field() + " must be one of the following: " + allowed);
    }
    if (!schema.format.isEmpty()
        && value instanceof StringValue text
        && !new Formats(spend).hold(schema.format, text.value())) {
      out.fail("format", place, "Does not match format '" + schema.format + "'");
    }
    out.good();
  }

  private void text(SubSchema schema, String text, Place place, Outcome out) {
    int length = text.codePointCount(0, text.length());
    if (less(length, schema.minLength)) {
      out.fail(
          "string_gte",
          place,
          "String length must be greater than or equal to " + schema.minLength);
    }
    if (more(length, schema.maxLength)) {
      out.fail(
          "string_lte", place, "String length must be less than or equal to " + schema.maxLength);
    }
    if (schema.pattern != null && !schema.pattern.matches(text, spend)) {
      out.fail("pattern", place, "Does not match pattern '" + schema.patternText + "'");
    }
    out.good();
  }

  static boolean less(int count, @Nullable Integer least) {
    return least != null && count < least;
  }

  static boolean more(int count, @Nullable Integer most) {
    return most != null && count > most;
  }

  void into(SubSchema schema, Value value, Place place, Outcome out) {
    out.merge(of(schema, value, place));
  }
}
