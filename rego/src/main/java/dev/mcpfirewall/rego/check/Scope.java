// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.type.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of the variables of a body, and of the bodies around it. Of one thread. */
final class Scope {
  private final Map<String, Type> types = new HashMap<>();
  private final @Nullable Scope outer;

  private Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  static Scope empty() {
    return new Scope(null);
  }

  /** For a body within this one: sees these variables, keeps its own. */
  Scope nested() {
    return new Scope(this);
  }

  Optional<Type> find(String variable) {
    for (Scope at = this; at != null; at = at.outer) {
      Type type = at.types.get(variable);
      if (type != null) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  void put(String variable, Type type) {
    types.put(variable, type);
  }
}
