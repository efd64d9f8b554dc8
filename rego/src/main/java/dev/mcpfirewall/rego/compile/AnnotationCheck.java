// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Annotations;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.compile.names.Problems;
import dev.mcpfirewall.rego.compile.names.RuleTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what is annotated twice and can be only once. */
final class AnnotationCheck {
  private final Problems problems;

  private AnnotationCheck(Problems problems) {
    this.problems = problems;
  }

  static void check(List<Module> modules, List<Work> rules, Problems problems) {
    AnnotationCheck check = new AnnotationCheck(problems);
    Map<List<String>, Annotations> packages = new HashMap<>();
    for (Module module : modules) {
      for (Annotations block : module.annotations()) {
        if (block.scope() == Annotations.Scope.PACKAGE) {
          check.once(packages, module.name().path(), block);
        }
      }
    }
    Map<RuleTree.Node, Annotations> documents = new HashMap<>();
    for (Work work : rules) {
      for (Annotations block : work.rule.annotations()) {
        if (block.scope() == Annotations.Scope.DOCUMENT) {
          check.once(documents, work.node, block);
        }
      }
    }
  }

  private <T> void once(Map<T, Annotations> first, T where, Annotations block) {
    Annotations other = first.putIfAbsent(where, block);
    if (other != null) {
      problems.type(block.at(), block.scope() + " annotation redeclared: " + other.at());
    }
  }
}
