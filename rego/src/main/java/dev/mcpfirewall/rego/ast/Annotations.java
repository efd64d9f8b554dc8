// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.ast;

import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.ObjectValue;

/**
 * A {@code # METADATA} block.
 *
 * @param scope rule, document, package or subpackages; the default filled in
 * @param content all fields as OPA's {@code rego.metadata.rule()} shows them, without {@code
 *     scope}; {@code custom} and {@code schemas} as they were written
 */
public record Annotations(Location at, Scope scope, ObjectValue content) {
  /** What a block speaks of. */
  public enum Scope {
    RULE,
    DOCUMENT,
    PACKAGE,
    SUBPACKAGES;

    /** As it is written. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
