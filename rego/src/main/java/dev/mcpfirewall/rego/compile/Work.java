// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.RuleTree;
import java.util.List;

/** A rule on its way through the stages. */
final class Work {
  final Module module;
  final RuleTree.Node node;
  Rule rule;

  /** The references to {@code data} and {@code input} in it. */
  List<Term> documents = List.of();

  /** Whether something is wrong with it, so that more complaints would only follow from that. */
  boolean broken;

  Work(Module module, Rule rule, RuleTree.Node node) {
    this.module = module;
    this.rule = rule;
    this.node = node;
  }
}
