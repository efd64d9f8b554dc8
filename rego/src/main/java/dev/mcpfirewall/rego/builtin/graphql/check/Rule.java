// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What looks at parts of a query as the walk leaves them; does nothing unless overridden. */
abstract class Rule {

  /** A field where it is selected: the type it is selected on, and what that type says of it. */
  record Field(ObjectValue node, @Nullable TypeDefinition on, @Nullable ObjectValue definition) {}

  /** A fragment where it is spread, or one in place: the type around it. */
  record Spread(ObjectValue node, @Nullable TypeDefinition on, @Nullable ObjectValue definition) {}

  /** A directive at its place. */
  record Directive(ObjectValue node, String location, @Nullable ObjectValue definition) {}

  /** A value: the type wanted, as written and as defined; the variable that it is. */
  record Literal(
      ObjectValue node,
      @Nullable ObjectValue wanted,
      boolean wantedHasDefault,
      @Nullable TypeDefinition definition,
      @Nullable ObjectValue variable) {}

  void operation(QueryWalk walk, ObjectValue operation) {}

  void field(QueryWalk walk, Field field) {}

  void fragment(QueryWalk walk, ObjectValue fragment) {}

  void inline(QueryWalk walk, Spread fragment) {}

  void spread(QueryWalk walk, Spread spread) {}

  void directive(QueryWalk walk, Directive directive) {}

  void directives(QueryWalk walk, List<ObjectValue> directives) {}

  void value(QueryWalk walk, Literal value) {}
}
