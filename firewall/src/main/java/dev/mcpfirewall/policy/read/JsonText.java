// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.policy.rule.Test.Literal;
import java.util.stream.Collectors;

/** A tree as JSON, its scalars as YAML 1.2's core schema reads them. */
public final class JsonText {
  private JsonText() {}

  /**
   * The tree as JSON.
   *
   * @throws IllegalArgumentException if a number in it has no counterpart
   */
  public static String of(Node node) {
    return switch (node) {
      case MapNode map ->
          map.entries().stream()
              .map(entry -> Quote.of(entry.key().text()) + ":" + of(entry.value()))
              .collect(Collectors.joining(",", "{", "}"));
      case ListNode list ->
          list.items().stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
      case Scalar scalar ->
          switch (Literals.of(scalar)) {
            case Literal.Text text -> Quote.of(text.text());
            case Literal.Numeric number -> number.number().toString();
            case Literal.Bool bool -> Boolean.toString(bool.value());
            case Literal.Null none -> "null";
          };
    };
  }
}
