// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.pattern.Regex;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schema; throws {@link SchemaException} for the first thing that is wrong, in the order in
 * which gojsonschema looks.
 */
final class SchemaReader {
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "null", "object", "string");

  /** The depth of JSON is bounded; this bounds references through references. */
  private static final int MAX_DEPTH = 1_500;

  private final References references;
  private final Map<String, SubSchema> known = new HashMap<>();
  private final Draft draft;
  private final IntConsumer spend;
  private int depth;

  private SchemaReader(Value document, Draft draft, IntConsumer spend) {
    references = new References(document);
    this.draft = draft;
    this.spend = spend;
  }

  /** The schema that a document is. */
  static SubSchema read(Value document, Evaluation in) {
    // Each object at its own place, so that references are found by identity.
    Value own = Json.read(Json.write(document, in::grown));
    Draft draft = Draft.of(own).orElse(Draft.HYBRID);
    return new SchemaReader(own, draft, in::spend).schema(own);
  }

  private SubSchema schema(Value value) {
    return into(value, new SubSchema());
  }

  private SubSchema into(Value value, SubSchema out) {
    spend.accept(1);
    if (++depth > MAX_DEPTH) {
      throw new LimitExceeded("schema nested deeper than " + MAX_DEPTH);
    }
    if (draft.atLeast(Draft.DRAFT6) && value instanceof BooleanValue pass) {
      out.pass = pass.value();
    } else if (value instanceof ObjectValue object) {
      new Members(object, draft).names();
      definitions(object);
      if (!reference(object, out)) {
        Members members = new Members(object, draft);
        types(members, out);
        object(members, out);
        items(members, out);
        new BoundsReader(members, out).read();
        texts(members, out);
        constants(members, out);
        combinations(members, out);
      }
    } else {
      throw new SchemaException("Expected: schema, given: Invalid JSON");
    }
    depth--;
    return out;
  }

  private void definitions(ObjectValue object) {
    Value definitions = object.find(StringValue.of("definitions"));
    if (definitions == null) {
      return;
    }
    if (!(definitions instanceof ObjectValue map)) {
      throw SchemaException.type("array of schemas", "definitions");
    }
    map.forEach((_, value) -> {
      if (!isSchema(value)) {
        throw SchemaException.type("array of schemas", "definitions");
      }
      schema(value);
    });
  }

  private boolean reference(ObjectValue object, SubSchema out) {
    Value written = object.find(StringValue.of("$ref"));
    if (written == null) {
      return false;
    }
    String reference = references.of(object, Members.text(written, "$ref"));
    SubSchema target = known.get(reference);
    if (target == null) {
      Value value = references.find(reference);
      if (!isSchema(value)) {
        throw new SchemaException("schema must be of type object");
      }
      target = new SubSchema();
      known.put(reference, target);
      into(value, target);
    }
    out.reference = target;
    return true;
  }

  static boolean isSchema(@Nullable Value value) {
    return value instanceof BooleanValue || value instanceof ObjectValue;
  }

  private static void types(Members members, SubSchema out) {
    Value type = members.find("type");
    if (type == null) {
      return;
    }
    List<Value> all = type instanceof ArrayValue array ? array.elements() : List.of(type);
    for (Value each : all) {
      if (!(each instanceof StringValue text)) {
        throw SchemaException.type("type", "string/array of strings");
      }
      if (!TYPES.contains(text.value())) {
        throw new SchemaException(
            "has a primitive type that is NOT VALID -- given: /%s/ Expected valid values are:[%s]"
                .formatted(text.value(), String.join(" ", TYPES)));
      }
      if (out.types.contains(text.value())) {
        throw new SchemaException(text.value() + " type is duplicated");
      }
      out.types.add(text.value());
    }
  }

  private void object(Members members, SubSchema out) {
    Value properties = members.find("properties");
    if (properties != null) {
      map(properties, "properties")
          .forEach((name, value) -> out.properties.put(Members.key(name), schema(value)));
    }
    Value additional = members.find("additionalProperties");
    if (additional instanceof BooleanValue allowed) {
      out.additionalProperties = allowed.value();
    } else if (additional != null) {
      out.additionalProperty = schemaOrBoolean(additional, "additionalProperties");
    }
    Value patterns = members.find("patternProperties");
    if (patterns != null) {
      patternProperties(patterns, out);
    }
    Value names = members.find("propertyNames");
    if (names != null && draft.atLeast(Draft.DRAFT6)) {
      if (!isSchema(names)) {
        throw SchemaException.type("schema", "patternProperties");
      }
      out.propertyNames = schema(names);
    }
    Value dependencies = members.find("dependencies");
    if (dependencies != null) {
      map(dependencies, "dependencies")
          .forEach((name, value) -> dependency(Members.key(name), value, out));
    }
  }

  private static ObjectValue map(Value value, String name) {
    if (value instanceof ObjectValue object) {
      return object;
    }
    throw new SchemaException(
        (name.equals("dependencies") ? "properties" : name) + " must be of type object");
  }

  private SubSchema schemaOrBoolean(Value value, String name) {
    if (value instanceof ObjectValue) {
      return schema(value);
    }
    throw SchemaException.type("boolean/schema", name);
  }

  private void patternProperties(Value patterns, SubSchema out) {
    if (!(patterns instanceof ObjectValue map)) {
      throw SchemaException.type("schema", "patternProperties");
    }
    map.forEach((name, value) -> {
      String pattern = Members.key(name);
      try {
        spend.accept(1 + pattern.length());
        out.patterns.put(pattern, Regex.compile(pattern));
      } catch (IllegalArgumentException e) {
        throw new SchemaException("Invalid regex pattern '" + pattern + "'");
      }
      out.patternProperties.put(pattern, schema(value));
    });
  }

  private void dependency(String name, Value value, SubSchema out) {
    if (value instanceof ArrayValue array) {
      List<String> needed = new ArrayList<>();
      for (Value each : array.elements()) {
        if (!(each instanceof StringValue text)) {
          throw new SchemaException("dependency must be of type schema or array of strings");
        }
        needed.add(text.value());
      }
      out.needs.put(name, needed);
    } else if (isSchema(value)) {
      out.dependencies.put(name, schema(value));
    } else {
      throw new SchemaException("dependency must be of type schema or array of strings");
    }
  }

  private void items(Members members, SubSchema out) {
    Value items = members.find("items");
    if (items instanceof ArrayValue array) {
      for (Value each : array.elements()) {
        if (!isSchema(each)) {
          throw SchemaException.type("schema/array of schemas", "items");
        }
        out.items.add(schema(each));
      }
    } else if (isSchema(items) && items != null) {
      out.items.add(schema(items));
      out.oneForAllItems = true;
    } else if (items != null) {
      throw SchemaException.type("schema/array of schemas", "items");
    }
    Value additional = members.find("additionalItems");
    if (additional instanceof BooleanValue allowed) {
      out.additionalItems = allowed.value();
    } else if (additional != null) {
      out.additionalItem = schemaOrBoolean(additional, "additionalItems");
    }
  }

  private void texts(Members members, SubSchema out) {
    Value pattern = members.find("pattern");
    if (pattern != null) {
      out.patternText = Members.text(pattern, "pattern");
      try {
        spend.accept(1 + out.patternText.length());
        out.pattern = Regex.compile(out.patternText);
      } catch (IllegalArgumentException e) {
        throw new SchemaException("pattern must be a valid regex");
      }
    }
    Value format = members.find("format");
    if (format != null) {
      out.format = Members.text(format, "format");
    }
    for (Value each : members.list("required")) {
      if (!(each instanceof StringValue text)) {
        throw SchemaException.type("string", "required");
      }
      if (!out.required.add(text.value())) {
        throw new SchemaException("required items must be unique");
      }
    }
    Value unique = members.find("uniqueItems");
    if (unique != null) {
      if (!(unique instanceof BooleanValue flag)) {
        throw new SchemaException("uniqueItems must be of a boolean");
      }
      out.uniqueItems = flag.value();
    }
  }

  private void constants(Members members, SubSchema out) {
    Value contains = members.find("contains");
    if (contains != null && draft.atLeast(Draft.DRAFT6)) {
      out.contains = schema(contains);
    }
    if (draft.atLeast(Draft.DRAFT6)) {
      out.constant = members.find("const");
    }
    if (members.find("enum") != null) {
      List<Value> listed = members.list("enum");
      Set<Value> choices = new LinkedHashSet<>(listed);
      if (choices.size() < listed.size()) {
        throw new SchemaException("enum items must be unique");
      }
      out.choices = choices;
    }
  }

  private void combinations(Members members, SubSchema out) {
    members.list("oneOf").forEach(v -> out.oneOf.add(schema(v)));
    members.list("anyOf").forEach(v -> out.anyOf.add(schema(v)));
    members.list("allOf").forEach(v -> out.allOf.add(schema(v)));
    out.not = condition(members, "not");
    if (draft.atLeast(Draft.DRAFT7)) {
      out.when = condition(members, "if");
      out.then = condition(members, "then");
      out.otherwise = condition(members, "else");
    }
  }

  private @Nullable SubSchema condition(Members members, String name) {
    Value value = members.find(name);
    if (value == null) {
      return null;
    }
    if (!isSchema(value)) {
      throw new SchemaException(name + " must be of an object");
    }
    return schema(value);
  }
}
