// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.ast;

import dev.mcpfirewall.rego.error.Location;
import java.util.List;

/**
 * Literals that must all hold. Empty only for a rule written without a body, which then always
 * holds.
 */
public record Body(Location at, List<Literal> literals) {
  public Body {
    literals = List.copyOf(literals);
  }
}
