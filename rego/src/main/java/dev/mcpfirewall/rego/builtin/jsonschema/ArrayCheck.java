// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.HashMap;
import java.util.Map;

/** What schemas ask of arrays. */
record ArrayCheck(
    Validation validation, SubSchema schema, ArrayValue array, Place place, Outcome out) {
  void check() {
    items();
    if (Validation.less(array.size(), schema.minItems)) {
      out.fail("array_min_items", place, "Array must have at least " + schema.minItems + " items");
    }
    if (Validation.more(array.size(), schema.maxItems)) {
      out.fail("array_max_items", place, "Array must have at most " + schema.maxItems + " items");
    }
    if (schema.uniqueItems) {
      unique();
    }
    if (schema.contains != null) {
      contains(schema.contains);
    }
    out.good();
  }

  private void items() {
    int positional = schema.items.size();
    for (int i = 0; i < array.size(); i++) {
      Place inner = place.inner(Integer.toString(i));
      if (schema.oneForAllItems) {
        validation.into(schema.items.getFirst(), array.get(i), inner, out);
      } else if (i < positional) {
        validation.into(schema.items.get(i), array.get(i), inner, out);
      } else if (positional > 0 && schema.additionalItem != null) {
        validation.into(schema.additionalItem, array.get(i), inner, out);
      } else if (i == positional && positional > 0 && !schema.additionalItems) {
        out.fail("array_no_additional_items", place, "No additional items allowed on array");
      }
    }
  }

  private void unique() {
    validation.takes(array);
    Map<Value, Integer> seen = new HashMap<>();
    for (int j = 0; j < array.size(); j++) {
      Integer i = seen.put(array.get(j), j);
      if (i != null) {
        out.fail("unique", place, "array items[" + i + "," + j + "] must be unique");
      }
    }
  }

  private void contains(SubSchema wanted) {
    Outcome best = null;
    for (int i = 0; i < array.size(); i++) {
      Outcome outcome = validation.of(wanted, array.get(i), place.inner(Integer.toString(i)));
      if (outcome.valid()) {
        return;
      }
      best = best == null || outcome.score() > best.score() ? outcome : best;
    }
    out.fail("contains", place, "At least one of the items must match");
    if (best != null) {
      out.merge(best);
    }
  }
}
