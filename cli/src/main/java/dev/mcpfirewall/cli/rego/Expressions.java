// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.Options;
import dev.mcpfirewall.rego.parse.Parser;
import java.util.List;

/** The expressions of a query, as they are written. */
final class Expressions {
  private Expressions() {}

  /** Where each stands; what only declares variables has no value and is left out. */
  static List<Location> of(String query, Version version) {
    return Parser.query(new Source("", query), Options.of(version)).literals().stream()
        .filter(literal -> !(literal.form() instanceof Literal.Some))
        .map(Literal::at)
        .toList();
  }
}
