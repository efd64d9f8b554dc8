// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.ast.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * What the stages share while a module or a query is compiled.
 *
 * @param globals what short names stand for
 * @param documents the references to {@code data} and {@code input} found in the rule at hand
 */
public record Unit(
    Settings settings,
    Names names,
    Problems problems,
    RuleTree tree,
    Globals globals,
    Version version,
    List<Term> documents) {

  public Unit(
      Settings settings,
      Names names,
      Problems problems,
      RuleTree tree,
      Globals globals,
      Version version) {
    this(settings, names, problems, tree, globals, version, new ArrayList<>());
  }

  /**
   * Whether {@code input} and {@code data} may not be shadowed, nor deprecated built-ins called.
   */
  public boolean guarded() {
    return settings.strict() || version == Version.V1;
  }

  public TermText text() {
    return new TermText(names);
  }
}
