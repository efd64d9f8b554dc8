// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.eval.node.Candidates;
import dev.mcpfirewall.rego.eval.node.RuleGroup.Definition;
import java.util.List;

/** Which definitions a value of the input leaves in question. */
final class IndexPlanner {
  private IndexPlanner() {}

  static Candidates index(List<Rule> rules, Definition[] definitions) {
    return new Candidates.All(definitions);
  }
}
