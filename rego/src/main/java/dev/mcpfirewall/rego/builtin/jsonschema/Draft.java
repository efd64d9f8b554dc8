// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Optional;

/** The drafts, in order; what names none is read as all of them at once. */
enum Draft {
  DRAFT4,
  DRAFT6,
  DRAFT7,
  HYBRID;

  /** What a document's {@code $schema} says. */
  static Optional<Draft> of(Value document) {
    if (document instanceof BooleanValue) {
      return Optional.empty();
    }
    if (!(document instanceof ObjectValue object)) {
      throw new SchemaException("schema is invalid");
    }
    Value url = object.find(StringValue.of("$schema"));
    if (url == null) {
      return Optional.empty();
    }
    if (!(url instanceof StringValue text)) {
      throw new SchemaException("$schema must be of type string");
    }
    String bare =
        text.value().endsWith("#")
            ? text.value().substring(0, text.value().length() - 1)
            : text.value();
    return switch (bare) {
      case "http://json-schema.org/draft-04/schema" -> Optional.of(DRAFT4);
      case "http://json-schema.org/draft-06/schema" -> Optional.of(DRAFT6);
      case "http://json-schema.org/draft-07/schema" -> Optional.of(DRAFT7);
      default -> Optional.empty();
    };
  }

  boolean atLeast(Draft other) {
    return compareTo(other) >= 0;
  }
}
