// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.type;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema as a type. An object with {@code properties} has these and no others unless {@code
 * additionalProperties} says so: what a schema does not name is most often a slip of the pen in the
 * policy. {@code $ref} leads within the schema; where it is not understood, leads in a circle, or
 * leads on and on, so that what it stands for would multiply, the type is any.
 */
public final class SchemaType {
  private static final int MAX_DEPTH = 32;

  /** So many types may stand behind references; what stands elsewhere is as large as the schema. */
  private static final int MAX_REFERRED = 50_000;

  private final Value root;
  private final int mostRefs;
  private int refs;
  private int referred;

  private SchemaType(Value root, int mostRefs) {
    this.root = root;
    this.mostRefs = mostRefs;
  }

  /** The type of what a schema describes, through as many references as it does not explode in. */
  public static Type of(Value schema) {
    for (int refs = MAX_DEPTH; ; refs /= 2) {
      SchemaType reader = new SchemaType(schema, refs);
      Type type = reader.type(schema, 0);
      if (reader.referred <= MAX_REFERRED) {
        return type;
      }
    }
  }

  private Type type(@Nullable Value schema, int depth) {
    if (refs > 0) {
      referred++;
    }
    if (!(schema instanceof ObjectValue object) || depth > MAX_DEPTH || referred > MAX_REFERRED) {
      return Type.ANY;
    }
    if (object.find(StringValue.of("$ref")) instanceof StringValue ref) {
      return referred(ref.value(), depth);
    }
    for (String either : new String[] {"anyOf", "oneOf"}) {
      if (object.find(StringValue.of(either)) instanceof ArrayValue options && options.size() > 0) {
        return union(options.elements().stream().map(o -> type(o, depth + 1)).toList());
      }
    }
    if (object.find(StringValue.of("type")) instanceof ArrayValue names) {
      return union(names.elements().stream().map(n -> named(n, object, depth)).toList());
    }
    return named(object.find(StringValue.of("type")), object, depth);
  }

  private Type referred(String ref, int depth) {
    Optional<Value> target = refs < mostRefs ? pointed(ref) : Optional.empty();
    if (target.isEmpty()) {
      return Type.ANY;
    }
    refs++;
    Type type = type(target.get(), depth + 1);
    refs--;
    return type;
  }

  /** However many there are: what someone declared is not made lighter. */
  private static Type union(List<Type> types) {
    Set<Type> members = new LinkedHashSet<>();
    for (Type type : types) {
      if (type.isAny()) {
        return Type.ANY;
      }
      members.addAll(type.members());
    }
    return members.size() == 1 ? members.iterator().next() : new Type.Union(members);
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
