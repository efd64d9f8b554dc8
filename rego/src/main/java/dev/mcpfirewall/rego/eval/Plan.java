// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.builtin.Builtins;
import dev.mcpfirewall.rego.compile.CompiledQuery;
import dev.mcpfirewall.rego.compile.Program;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.eval.node.RuleGroup;
import dev.mcpfirewall.rego.eval.node.Tree;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A program ready to be evaluated. Immutable and thread-safe. */
public final class Plan {
  private final Names names;
  private int results;

  private Plan(Names names) {
    this.names = names;
    results = 1;
  }

  /** Plans all rules; {@code probed} makes them tell a probe, which costs, and has no index. */
  public static Plan of(Program program, Builtins builtins, boolean probed) {
    Plan plan = new Plan(new Names(new Tree(0), builtins, program.written(), probed));
    Map<Tree, List<Rule>> groups = new LinkedHashMap<>();
    program.modules().forEach(module -> plan.node(module.name().path()));
    for (Rule rule : program.rules()) {
      groups.computeIfAbsent(plan.node(rule), _ -> new ArrayList<>()).add(rule);
    }
    groups.forEach((node, rules) -> node.group(plan.group(node, rules)));
    RulePlanner planner = new RulePlanner(plan.names);
    groups.forEach((node, rules) -> {
      RuleGroup group = node.group();
      if (group != null) {
        planner.plan(group, rules, node.path().length);
      }
    });
    return plan;
  }

  private void node(List<String> path) {
    Tree node = names.root();
    for (String part : path) {
      node = child(node, StringValue.of(part));
    }
  }

  private Tree node(Rule rule) {
    List<Term> path = rule.head().name() instanceof Term.Ref ref ? ref.path() : List.of();
    Tree node = names.root();
    for (Value key : Names.constants(path)) {
      node = child(node, key);
    }
    return node;
  }

  private Tree child(Tree node, Value key) {
    Tree child = node.child(key);
    if (child == null) {
      child = new Tree(results++, node.path(key));
      node.add(key, child);
    }
    return child;
  }

  private RuleGroup group(Tree node, List<Rule> rules) {
    Rule first = rules.getFirst();
    Location at = first.at();
    int index = results++;
    if (first.head().arguments().isPresent()) {
      return new RuleGroup.Function(index, node.path(), at, first.head().arguments().get().size());
    }
    for (Rule rule : rules) {
      if (rule.head().name() instanceof Term.Ref ref && ref.path().size() > node.path().length) {
        return new RuleGroup.ObjectGroup(index, node.path(), at, node);
      }
    }
    return first.head().key().isPresent()
        ? new RuleGroup.SetGroup(index, node.path(), at)
        : new RuleGroup.Complete(index, node.path(), at);
  }

  /** How many results a scope has to hold. */
  public int results() {
    return results;
  }

  /** Plans a query. */
  public QueryPlan query(CompiledQuery query) {
    Names here =
        names.probed() ? new Names(names.root(), names.builtins(), query.written(), true) : names;
    return QueryPlan.of(query.body(), query.variables(), here, results);
  }
}
