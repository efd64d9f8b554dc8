// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse.metadata;

import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of a block to the object that {@code rego.metadata.rule()} shows. */
final class Fields {
  private static final int MOST_NODES = 10_000;

  private final Block block;
  private final Map<?, ?> fields;
  private final Function<Source, List<String>> path;
  private final ObjectValue.Builder content = ObjectValue.builder(8);
  private int nodes;

  Fields(Block block, Map<?, ?> fields, Function<Source, List<String>> path) {
    this.block = block;
    this.fields = fields;
    this.path = path;
  }

  Optional<String> scope() throws Malformed {
    return text("scope").filter(scope -> !scope.isEmpty());
  }

  boolean entrypoint() throws Malformed {
    Object value = fields.get("entrypoint");
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw bad("`entrypoint` must be true or false");
  }

  ObjectValue content() throws Malformed {
    put("title", text("title"));
    put("description", text("description"));
    if (entrypoint()) {
      content.put(StringValue.of("entrypoint"), BooleanValue.TRUE);
    }
    put("organizations", each("organizations", this::organization));
    put("related_resources", each("related_resources", this::resource));
    put("authors", each("authors", this::author));
    put("schemas", each("schemas", this::schema));
    Object custom = fields.get("custom");
    if (custom instanceof Map<?, ?> map) {
      if (!map.isEmpty()) {
        content.put(StringValue.of("custom"), value(map, "custom"));
      }
    } else if (custom != null) {
      throw bad("`custom` must be a map");
    }
    return content.build();
  }

  private void put(String name, Optional<String> text) {
    text.filter(t -> !t.isEmpty())
        .ifPresent(t -> content.put(StringValue.of(name), StringValue.of(t)));
  }

  private void put(String name, List<Value> elements) {
    if (!elements.isEmpty()) {
      content.put(StringValue.of(name), ArrayValue.of(elements));
    }
  }

  private Optional<String> text(String name) throws Malformed {
    Object value = fields.get(name);
    if (value instanceof Map || value instanceof List) {
      throw bad("`" + name + "` must be a string");
    }
    return Optional.ofNullable(value).map(Object::toString);
  }

  /** Reads one element of a list. */
  private interface Reader {
    Value read(@Nullable Object element) throws Malformed;
  }

  private List<Value> each(String name, Reader reader) throws Malformed {
    Object value = fields.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw bad("`" + name + "` must be a list");
    }
    List<Value> out = new ArrayList<>();
    for (Object element : list) {
      out.add(reader.read(element));
    }
    return out;
  }

  private Value organization(@Nullable Object element) throws Malformed {
    if (element == null || element instanceof Map || element instanceof List) {
      throw bad("`organizations` must be a list of strings");
    }
    return StringValue.of(element.toString());
  }

  private Value resource(@Nullable Object element) throws Malformed {
    String ref =
        switch (element) {
          case String s -> s;
          case Map<?, ?> map -> string(map, "ref");
          case null, default ->
              throw invalid(
                  element, "related-resource", "invalid value type, must be string or map");
        };
    if (ref.isEmpty()) {
      throw invalid(
          element,
          "related-resource",
          element instanceof String
              ? "ref URL may not be empty string"
              : "'ref' value required in object");
    }
    ObjectValue.Builder out = ObjectValue.builder(2);
    out.put(StringValue.of("ref"), StringValue.of(ref));
    if (element instanceof Map<?, ?> map && !string(map, "description").isEmpty()) {
      out.put(StringValue.of("description"), StringValue.of(string(map, "description")));
    }
    return out.build();
  }

  private Value author(@Nullable Object element) throws Malformed {
    return switch (element) {
      case String s -> author(s);
      case Map<?, ?> map -> {
        String name = string(map, "name");
        String email = string(map, "email");
        if (name.isEmpty() && email.isEmpty()) {
          throw invalid(element, "author", "'name' and/or 'email' values required in object");
        }
        yield author(name, email);
      }
      case null, default ->
          throw invalid(element, "author", "invalid value type, must be string or map");
    };
  }

  /** {@code Name Name <address>}. */
  private Value author(String text) throws Malformed {
    String plain = String.join(" ", text.strip().split("\\s+", -1));
    if (plain.isEmpty()) {
      throw invalid(text, "author", "author is an empty string");
    }
    int last = plain.lastIndexOf(' ') + 1;
    String word = plain.substring(last);
    if (word.length() >= 2 && word.startsWith("<") && word.endsWith(">")) {
      return author(plain.substring(0, last).strip(), word.substring(1, word.length() - 1));
    }
    return author(plain, "");
  }

  private static Value author(String name, String email) {
    ObjectValue.Builder out = ObjectValue.builder(2);
    if (!name.isEmpty()) {
      out.put(StringValue.of("name"), StringValue.of(name));
    }
    if (!email.isEmpty()) {
      out.put(StringValue.of("email"), StringValue.of(email));
    }
    return out.build();
  }

  private Value schema(@Nullable Object element) throws Malformed {
    if (!(element instanceof Map<?, ?> map) || map.size() != 1) {
      throw bad("`schemas` must be a list of `path: schema` pairs");
    }
    Map.Entry<?, ?> pair = map.entrySet().iterator().next();
    String document = String.valueOf(pair.getKey());
    ObjectValue.Builder out = ObjectValue.builder(2);
    out.put(StringValue.of("path"), reference(document, "invalid document reference"));
    switch (pair.getValue()) {
      case String s -> {
        if (!s.equals("schema") && !s.startsWith("schema.") && !s.startsWith("schema[")) {
          throw bad("invalid schema reference");
        }
        out.put(StringValue.of("schema"), reference(s, "invalid schema reference"));
      }
      case Map<?, ?> definition ->
          out.put(StringValue.of("definition"), value(definition, document));
      case null, default -> throw bad("invalid schema declaration for path \"" + document + "\"");
    }
    return out.build();
  }

  private Value reference(String text, String otherwise) throws Malformed {
    List<String> parts = path.apply(new Source("", text));
    if (parts.isEmpty()) {
      throw bad(otherwise);
    }
    return ArrayValue.of(parts.stream().map(StringValue::of).toList());
  }

  private static String string(Map<?, ?> map, String key) {
    return map.get(key) instanceof String s ? s.strip() : "";
  }

  private Value value(@Nullable Object node, String where) throws Malformed {
    if (++nodes > MOST_NODES) {
      throw bad("METADATA with more than " + MOST_NODES + " values");
    }
    return switch (node) {
      case null -> NullValue.NULL;
      case Boolean b -> BooleanValue.of(b);
      case Integer i -> NumberValue.of(i.longValue());
      case Long l -> NumberValue.of(l);
      case BigInteger i -> number(new BigDecimal(i), where);
      case Double d when !d.isNaN() && !d.isInfinite() ->
          number(new BigDecimal(d.toString()), where);
      case List<?> list -> {
        List<Value> out = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          out.add(value(list.get(i), where + "/" + i));
        }
        yield ArrayValue.of(out);
      }
      case Map<?, ?> map -> {
        ObjectValue.Builder out = ObjectValue.builder(map.size());
        for (Map.Entry<?, ?> member : map.entrySet()) {
          if (!(member.getKey() instanceof String key)) {
            throw bad("invalid map key type(s): " + where);
          }
          out.put(StringValue.of(key), value(member.getValue(), where + "/" + key));
        }
        yield out.build();
      }
      default -> StringValue.of(node.toString());
    };
  }

  private Value number(BigDecimal number, String where) throws Malformed {
    try {
      return NumberValue.of(number);
    } catch (ArithmeticException e) {
      throw bad("number too big: " + where);
    }
  }

  private Malformed invalid(@Nullable Object element, String what, String why) {
    return bad("invalid " + what + " definition " + element + ": " + why);
  }

  private Malformed bad(String message) {
    return new Malformed(block.error(message));
  }
}
