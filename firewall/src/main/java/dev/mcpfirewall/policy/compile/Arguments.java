// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of arguments that a book asks about, each named once, so that they are worked out once
 * in a decision. Of one thread.
 */
final class Arguments {
  private final Map<String, String> definitions = new LinkedHashMap<>();

  /**
   * The term for an argument's values.
   *
   * @param places whether each comes with its place, as {@code [value, name, place]}, else {@code
   *     [value, name]}
   * @param keys whether the keys of objects are among them
   */
  String values(String name, boolean places, boolean keys) {
    String kind = (places ? "places" : "parts") + (keys ? "_and_keys" : "");
    String term = Terms.member(kind.replace("parts", "values"), name);
    definitions.put(term, "lib." + kind + "(" + Terms.text(name) + ")");
    return term;
  }

  /** Writes what was asked for. */
  void write(Page page) {
    definitions.forEach((term, definition) -> page.block(term + " := " + definition));
  }
}
