// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a schema, each of the type it must have. */
record Members(ObjectValue object, Draft draft) {
  @Nullable Value find(String name) {
    return object.find(StringValue.of(name));
  }

  /** What every schema may have besides. */
  void names() {
    boolean old = draft == Draft.DRAFT4 || draft == Draft.HYBRID && find("id") != null;
    for (String name : List.of(old ? "id" : "$id", "title", "description")) {
      Value value = find(name);
      if (value != null) {
        text(value, name);
      }
    }
  }

  static String text(Value value, String name) {
    if (value instanceof StringValue text) {
      return text.value();
    }
    throw SchemaException.type("string", name);
  }

  static String key(Value key) {
    return key instanceof StringValue text ? text.value() : key.toString();
  }

  /** Empty where there is none. */
  List<Value> list(String name) {
    Value value = find(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof ArrayValue array) {
      return array.elements();
    }
    throw new SchemaException(name + " must be of an array");
  }

  /** A number from 0. */
  @Nullable Integer count(String name) {
    Value value = find(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof NumberValue number) || !number.isLong()) {
      throw new SchemaException(name + " must be of an integer");
    }
    if (number.longValue() < 0) {
      throw new SchemaException(name + " must be greater than or equal to 0");
    }
    return (int) Math.min(number.longValue(), Integer.MAX_VALUE);
  }

  @Nullable BigDecimal number(String name) {
    Value value = find(name);
    if (value == null) {
      return null;
    }
    if (value instanceof NumberValue number) {
      return number.decimal();
    }
    throw new SchemaException(name + " must be of a number");
  }
}
