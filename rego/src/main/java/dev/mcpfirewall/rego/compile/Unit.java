// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

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
record Unit(
    Options options,
    Names names,
    Problems problems,
    RuleTree tree,
    Globals globals,
    Version version,
    List<Term> documents) {

  Unit(
      Options options,
      Names names,
      Problems problems,
      RuleTree tree,
      Globals globals,
      Version version) {
    this(options, names, problems, tree, globals, version, new ArrayList<>());
  }

  /**
   * Whether {@code input} and {@code data} may not be shadowed, nor deprecated built-ins called.
   */
  boolean guarded() {
    return options.strict() || version == Version.V1;
  }

  TermText text() {
    return new TermText(names);
  }
}
