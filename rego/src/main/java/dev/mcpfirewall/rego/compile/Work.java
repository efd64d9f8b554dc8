// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.compile.names.Documents;
import dev.mcpfirewall.rego.compile.names.RuleTree;

/** A rule on its way through the stages. */
final class Work {
  final ModuleWork module;
  final RuleTree.Node node;
  Rule rule;
  Documents.Found documents = Documents.Found.NONE;

  /** Whether something is wrong with it, so that more complaints would only follow from that. */
  boolean broken;

  Work(ModuleWork module, Rule rule, RuleTree.Node node) {
    this.module = module;
    this.rule = rule;
    this.node = node;
  }
}
