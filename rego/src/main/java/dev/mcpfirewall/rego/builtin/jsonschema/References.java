// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What {@code $ref} in a document leads to: parts of the same document, by pointers and by {@code
 * $id}. Nothing is fetched from anywhere.
 */
final class References {
  private static final Set<String> LITERAL = Set.of("const", "enum");
  private static final Set<String> MAPS = Set.of("properties", "dependencies", "patternProperties");

  private final Map<String, Value> documents = new HashMap<>();
  private final IdentityHashMap<ObjectValue, String> absolute = new IdentityHashMap<>();

  /** Of a document whose objects are each at one place only. */
  References(Value document) {
    documents.put("", document);
    collect(document, "");
  }

  private void collect(Value value, String base) {
    if (value instanceof ArrayValue array) {
      array.elements().forEach(v -> collect(v, base));
    } else if (value instanceof ObjectValue object) {
      Value id = object.find(StringValue.of("id"));
      id = id == null ? object.find(StringValue.of("$id")) : id;
      String here = base;
      if (id instanceof StringValue text) {
        here = resolved(base, text.value());
        documents.putIfAbsent(here, object);
      }
      if (object.find(StringValue.of("$ref")) instanceof StringValue reference) {
        absolute.put(object, resolved(here, reference.value()));
      }
      String inner = here;
      object.forEach((name, member) -> collect(name.toString(), member, inner));
    }
  }

  private void collect(String quoted, Value member, String base) {
    String name = quoted.replace("\"", "");
    if (MAPS.contains(name) && member instanceof ObjectValue map) {
      map.forEach((_, value) -> collect(value, base));
    } else if (!LITERAL.contains(name)) {
      collect(member, base);
    }
  }

  private static String resolved(String base, String reference) {
    try {
      int hash = base.indexOf('#');
      String bare = hash < 0 ? base : base.substring(0, hash);
      if (reference.isEmpty() || reference.startsWith("#")) {
        return bare + reference;
      }
      return bare.isEmpty() ? reference : new URI(bare).resolve(new URI(reference)).toString();
    } catch (URISyntaxException e) {
      return reference;
    }
  }

  /** The absolute form of the reference that an object is. */
  String of(ObjectValue object, String written) {
    return absolute.getOrDefault(object, written);
  }

  /** What a reference leads to. */
  Value find(String reference) {
    Value whole = documents.get(reference);
    if (whole != null) {
      return whole;
    }
    int hash = reference.indexOf('#');
    Value document = documents.get(hash < 0 ? reference : reference.substring(0, hash));
    if (document != null) {
      return pointed(document, hash < 0 ? "" : reference.substring(hash + 1));
    }
    throw new SchemaException(
        reference.contains("://")
            ? "remote reference loading disabled: " + reference
            : "Reference " + reference + " must be canonical");
  }

  private static Value pointed(Value document, String pointer) {
    String plain;
    try {
      plain = URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      plain = pointer;
    }
    if (plain.isEmpty()) {
      return document;
    }
    if (!plain.startsWith("/")) {
      throw new SchemaException("JSON pointer must be empty or start with a \"/\"");
    }
    Value at = document;
    for (String part : plain.substring(1).split("/", -1)) {
      String token = part.replace("~1", "/").replace("~0", "~");
      Value next =
          switch (at) {
            case ObjectValue object -> object.find(StringValue.of(token));
            case ArrayValue array -> NumberValue.parse(token).map(array::find).orElse(null);
            default -> null;
          };
      if (next == null) {
        throw new SchemaException(
            at instanceof ObjectValue
                ? "Object has no key '" + token + "'"
                : "Invalid token reference '" + token + "'");
      }
      at = next;
    }
    return at;
  }
}
