// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.value.ObjectValue;

/** References to types: {@code [Int!]}. Their depth is bounded where they come in. */
final class TypeText {
  private TypeText() {}

  /** The name within all brackets. */
  static String name(ObjectValue type) {
    ObjectValue elements = Node.node(type, "Elem");
    return elements == null ? Node.text(type, "NamedType") : name(elements);
  }

  static boolean nonNull(ObjectValue type) {
    return Node.flag(type, "NonNull");
  }

  /** As it is written. */
  static String of(ObjectValue type) {
    ObjectValue elements = Node.node(type, "Elem");
    return (elements == null ? Node.text(type, "NamedType") : "[" + of(elements) + "]")
        + (nonNull(type) ? "!" : "");
  }

  /** Whether what is of one type may stand where another is wanted, null or not as said. */
  static boolean fits(ObjectValue type, ObjectValue wanted, boolean wantedNonNull) {
    ObjectValue elements = Node.node(type, "Elem");
    ObjectValue wantedElements = Node.node(wanted, "Elem");
    if (wantedNonNull && !nonNull(type)) {
      return false;
    }
    if (elements == null || wantedElements == null) {
      return elements == wantedElements
          && Node.text(type, "NamedType").equals(Node.text(wanted, "NamedType"));
    }
    return fits(elements, wantedElements, nonNull(wantedElements));
  }

  /** A reference to a type by its name. */
  static ObjectValue named(String name, boolean nonNull) {
    return new Node().with("NamedType", name).with("NonNull", nonNull).done();
  }
}
