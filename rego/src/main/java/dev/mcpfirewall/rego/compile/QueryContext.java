// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Module.Import;
import dev.mcpfirewall.rego.ast.Module.Version;
import java.util.List;
import java.util.Optional;

/**
 * Where a query stands.
 *
 * @param path the package whose names it may use without {@code data}; empty for none
 * @param imports what it imports
 * @param version of the syntax it was read with
 */
public record QueryContext(Optional<List<String>> path, List<Import> imports, Version version) {
  /** In no package, without imports. */
  public static final QueryContext NONE = new QueryContext(Optional.empty(), List.of(), Version.V1);

  public QueryContext {
    path = path.map(List::copyOf);
    imports = List.copyOf(imports);
  }
}
