// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Module.Version;

/**
 * What the stages share while a module or a query is compiled.
 *
 * @param globals what short names stand for
 * @param version of the syntax
 * @param guarded whether {@code input} and {@code data} may not be shadowed, nor deprecated
 *     built-ins called
 * @param documents the references to {@code data} and {@code input} found in the rule at hand
 */
public record Unit(
    Settings settings,
    Names names,
    Problems problems,
    RuleTree tree,
    Globals globals,
    Version version,
    boolean guarded,
    Documents documents) {

  /** How terms are written in messages. */
  public TermText text() {
    return new TermText(names);
  }
}
