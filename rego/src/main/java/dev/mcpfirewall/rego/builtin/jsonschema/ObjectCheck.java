// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import dev.mcpfirewall.rego.builtin.pattern.Regex;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Map;
import java.util.function.IntConsumer;

/** What schemas ask of objects, but for the properties that they name. */
record ObjectCheck(
    Validation validation,
    SubSchema schema,
    ObjectValue object,
    Place place,
    Outcome out,
    IntConsumer spend) {
  void check() {
    if (Validation.less(object.size(), schema.minProperties)) {
      out.fail(
          "array_min_properties",
          place,
          "Must have at least " + schema.minProperties + " properties");
    }
    if (Validation.more(object.size(), schema.maxProperties)) {
      out.fail(
          "array_max_properties",
          place,
          "Must have at most " + schema.maxProperties + " properties");
    }
    for (String name : schema.required) {
      if (object.find(StringValue.of(name)) == null) {
        out.fail("required", place, name + " is required");
      } else {
        out.good();
      }
    }
    object.forEach((name, value) -> member(Members.key(name), value));
    SubSchema names = schema.propertyNames;
    if (names != null) {
      object.forEach((name, _) -> name(names, Members.key(name)));
    }
    out.good();
  }

  private void member(String name, Value value) {
    boolean matched = false;
    for (Map.Entry<String, Regex> pattern : schema.patterns.entrySet()) {
      SubSchema inner = schema.patternProperties.get(pattern.getKey());
      if (pattern.getValue().matches(name, spend) && inner != null) {
        matched = true;
        validation.into(inner, value, place.inner(name), out);
      }
    }
    if (matched) {
      out.good();
    } else if (!schema.properties.containsKey(name)) {
      SubSchema additional = schema.additionalProperty;
      if (additional != null) {
        validation.into(additional, value, place.inner(name), out);
      } else if (!schema.additionalProperties) {
        out.fail(
            "additional_property_not_allowed",
            place,
            "Additional property " + name + " is not allowed");
      }
    }
  }

  private void name(SubSchema names, String name) {
    Outcome outcome = validation.of(names, StringValue.of(name), place);
    if (!outcome.valid()) {
      out.fail("invalid_property_name", place, "Property name of \"" + name + "\" does not match");
      out.merge(outcome);
    }
  }
}
