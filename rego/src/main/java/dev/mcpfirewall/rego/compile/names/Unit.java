// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Module.Version;

/**
 * What the stages share while a module or a query is compiled.
 *
 * @param globals what short names stand for
 * @param version of the syntax
 * @param documents the references to {@code data} and {@code input} found in the rule at hand
 */
public record Unit(
    Settings settings,
    Names names,
    Problems problems,
    RuleTree tree,
    Globals globals,
    Version version,
    Documents documents) {

  /**
   * Whether {@code input} and {@code data} may not be shadowed, nor deprecated built-ins called.
   */
  public boolean guarded() {
    return settings.strict() || version == Version.V1;
  }

  /** How terms are written in messages. */
  public TermText text() {
    return new TermText(names);
  }
}
