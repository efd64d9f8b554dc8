// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.type;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema as a type. An object with {@code properties} has these and no others unless {@code
 * additionalProperties} says so: what a schema does not name is most often a slip of the pen in the
 * policy. {@code $ref} leads within the schema; where it leads in a circle, or is not understood,
 * the type is any.
 */
public final class SchemaType {
  private static final int MAX_DEPTH = 32;

  private final Value root;

  private SchemaType(Value root) {
    this.root = root;
  }

  /** The type of what a schema describes. */
  public static Type of(Value schema) {
    return new SchemaType(schema).type(schema, 0);
  }

  private Type type(@Nullable Value schema, int depth) {
    if (!(schema instanceof ObjectValue object) || depth > MAX_DEPTH) {
      return Type.ANY;
    }
    if (object.find(StringValue.of("$ref")) instanceof StringValue ref) {
      return pointed(ref.value()).map(target -> type(target, depth + 1)).orElse(Type.ANY);
    }
    for (String either : new String[] {"anyOf", "oneOf"}) {
      if (object.find(StringValue.of(either)) instanceof ArrayValue options && options.size() > 0) {
        return options.elements().stream()
            .map(o -> type(o, depth + 1))
            .reduce(Type::or)
            .orElse(Type.ANY);
      }
    }
    if (object.find(StringValue.of("type")) instanceof ArrayValue names) {
      return names.elements().stream()
          .map(n -> named(n, object, depth))
          .reduce(Type::or)
          .orElse(Type.ANY);
    }
    return named(object.find(StringValue.of("type")), object, depth);
  }

  private Type named(@Nullable Value name, ObjectValue schema, int depth) {
    if (!(name instanceof StringValue s)) {
      return schema.find(StringValue.of("properties")) == null ? Type.ANY : object(schema, depth);
    }
    return switch (s.value()) {
      case "null" -> Type.NULL;
      case "boolean" -> Type.BOOLEAN;
      case "number", "integer" -> Type.NUMBER;
      case "string" -> Type.STRING;
      case "array" -> Type.arrayOf(type(schema.find(StringValue.of("items")), depth + 1));
      case "object" -> object(schema, depth);
      default -> Type.ANY;
    };
  }

  private Type object(ObjectValue schema, int depth) {
    SortedMap<Value, Type> fixed = new TreeMap<>();
    if (schema.find(StringValue.of("properties")) instanceof ObjectValue properties) {
      properties.forEach((key, value) -> fixed.put(key, type(value, depth + 1)));
    }
    Value more = schema.find(StringValue.of("additionalProperties"));
    if (more == null ? !fixed.isEmpty() : more.equals(BooleanValue.FALSE)) {
      return new Type.Obj(fixed, Optional.empty());
    }
    return new Type.Obj(fixed, Optional.of(new Type.Members(Type.STRING, type(more, depth + 1))));
  }

  private Optional<Value> pointed(String ref) {
    if (!ref.startsWith("#")) {
      return Optional.empty();
    }
    Value at = root;
    for (String part : ref.substring(1).split("/", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      Value next =
          at instanceof ObjectValue o
              ? o.find(StringValue.of(part.replace("~1", "/").replace("~0", "~")))
              : null;
      if (next == null) {
        return Optional.empty();
      }
      at = next;
    }
    return Optional.of(at);
  }
}
