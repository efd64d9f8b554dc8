// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Globals;
import dev.mcpfirewall.rego.compile.names.Problems;
import dev.mcpfirewall.rego.compile.names.RuleTree;
import dev.mcpfirewall.rego.compile.names.TermText;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds definitions of one name that contradict each other, and rules where a package is. */
final class Conflicts {
  private final RuleTree tree;
  private final Problems problems;
  private final TermText text;

  Conflicts(RuleTree tree, Problems problems, TermText text) {
    this.tree = tree;
    this.problems = problems;
    this.text = text;
  }

  void check(List<Module> modules) {
    node(tree.root());
    for (Module module : modules) {
      for (Rule rule : module.rules()) {
        packages(module, rule, modules);
      }
    }
  }

  private void node(RuleTree.Node node) {
    if (!node.rules.isEmpty() && !rules(node)) {
      return;
    }
    node.children.values().forEach(this::node);
  }

  /** Whether the names below are worth a look. */
  private boolean rules(RuleTree.Node node) {
    Rule first = node.rules.getFirst();
    List<Rule> defaults = new ArrayList<>();
    boolean ground = false;
    boolean complete = false;
    boolean partial = false;
    boolean same = true;
    for (Rule rule : node.rules) {
      if (rule.isDefault()) {
        defaults.add(rule);
      }
      boolean isGround = isGround(rule);
      ground |= isGround;
      if (isGround && rule.head().key().isEmpty()) {
        complete = true;
      } else {
        partial = true;
      }
      same &= rule.head().key().isPresent() == first.head().key().isPresent();
      same &= arity(rule) == arity(first);
    }
    String name = text.of(first.head().name());
    if (ground && !node.isPackage && !node.children.isEmpty()) {
      List<String> below = new ArrayList<>();
      node.children.values().forEach(child -> below(child, below));
      if (!below.isEmpty()) {
        below.sort(null);
        problems.type(
            first.at(), "rule " + name + " conflicts with [" + String.join(" ", below) + "]");
        return false;
      }
    }
    if (!same || complete && partial) {
      problems.type(first.at(), "conflicting rules " + name + " found");
      return false;
    }
    return defaults.size() < 2 || refuse(name, defaults);
  }

  private boolean refuse(String name, List<Rule> defaults) {
    List<String> places = defaults.stream().map(rule -> rule.at().toString()).toList();
    problems.type(
        defaults.get(1).at(),
        "multiple default rules " + name + " found at " + String.join(", ", places));
    return false;
  }

  private static int arity(Rule rule) {
    return rule.head().arguments().map(List::size).orElse(0);
  }

  static boolean isGround(Rule rule) {
    for (Term part : RuleTree.path(rule.head().name())) {
      if (!(part instanceof Term.Scalar)) {
        return false;
      }
    }
    return true;
  }

  private void below(RuleTree.Node node, List<String> names) {
    if (!node.rules.isEmpty()) {
      names.add(text.of(node.rules.getFirst().head().name()));
      return;
    }
    node.children.values().forEach(child -> below(child, names));
  }

  private void packages(Module module, Rule rule, List<Module> modules) {
    Term name = rule.head().name();
    RuleTree.Node node = tree.open(module.name().path());
    Optional<RuleTree.Node> at = node.child(StringValue.of(Globals.firstName(name)));
    for (Term part : RuleTree.path(name)) {
      at =
          part instanceof Term.Scalar(_, var key)
              ? at.flatMap(n -> n.child(key))
              : Optional.empty();
    }
    if (at.isEmpty() || !at.get().isPackage) {
      return;
    }
    String path = at.get().path().substring("data.".length());
    for (Module other : modules) {
      if (("data." + String.join(".", other.name().path())).equals("data." + path)) {
        problems.type(
            module.name().at(),
            "package "
                + path
                + " conflicts with rule "
                + text.of(name)
                + " defined at "
                + rule.at());
        return;
      }
    }
  }
}
