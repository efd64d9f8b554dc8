// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Where in a document: a name within the place around it. */
record Place(String name, @Nullable Place around) {
  static final Place ROOT = new Place("(root)", null);

  Place inner(String member) {
    return new Place(member, this);
  }

  /** {@code a.b.0}; {@code (root)} for the whole. */
  String field() {
    if (around == null) {
      return name;
    }
    Deque<String> names = new ArrayDeque<>();
    Place at = this;
    while (at.around != null) {
      names.push(at.name);
      at = at.around;
    }
    return String.join(".", names);
  }
}
