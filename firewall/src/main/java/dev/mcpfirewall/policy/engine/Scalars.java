// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Optional;
import java.util.Set;

/** Scalars as receivers take them, who often make a number of a text, or a text of a number. */
final class Scalars {
  private Scalars() {}

  /** The text of a string, number, boolean or null; nothing for a list or an object. */
  static Optional<String> text(Value value) {
    return switch (value) {
      case StringValue s -> Optional.of(s.value());
      case NumberValue n -> Optional.of(n.toString());
      case BooleanValue b -> Optional.of(String.valueOf(b.value()));
      case NullValue n -> Optional.of("null");
      default -> Optional.empty();
    };
  }

  /** A number, or a text that is nothing but one. */
  static Optional<NumberValue> number(Value value) {
    return switch (value) {
      case NumberValue n -> Optional.of(n);
      case StringValue s -> NumberText.strictly(s.value());
      default -> Optional.empty();
    };
  }

  /** All numbers that some receiver may take it for; none for what nobody takes for one. */
  static Set<NumberValue> numbers(Value value) {
    return switch (value) {
      case NumberValue n -> Set.of(n);
      case StringValue s -> Set.copyOf(NumberText.loosely(s.value()));
      default -> Set.of();
    };
  }
}
