// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.eval.node.Candidates;
import dev.mcpfirewall.rego.eval.node.Ends;
import dev.mcpfirewall.rego.eval.node.Expr;
import dev.mcpfirewall.rego.eval.node.Node;
import dev.mcpfirewall.rego.eval.node.Probe;
import dev.mcpfirewall.rego.eval.node.RuleGroup;
import dev.mcpfirewall.rego.eval.node.RuleGroup.Definition;
import dev.mcpfirewall.rego.eval.node.Terms;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of one name to a group. Of one thread. */
final class RulePlanner {
  private final Names names;
  private final LiteralPlanner literals;
  private int frame;
  private boolean costly;

  RulePlanner(Names names) {
    this.names = names;
    literals = new LiteralPlanner(names);
  }

  private Candidates index(List<Rule> rules, Definition[] definitions) {
    return names.probed()
        ? new Candidates.All(definitions)
        : IndexPlanner.index(rules, definitions);
  }

  /** Plans the rules of a group; {@code depth} is the length of the group's own path. */
  void plan(RuleGroup group, List<Rule> rules, int depth) {
    frame = 1;
    costly = false;
    switch (group) {
      case RuleGroup.Single single -> single(single, rules);
      case RuleGroup.SetGroup _ -> partial(group, rules, rule -> set(rule));
      case RuleGroup.ObjectGroup _ -> partial(group, rules, rule -> object(rule, depth));
    }
  }

  private interface Planned {
    Definition definition(Rule rule);
  }

  private void partial(RuleGroup group, List<Rule> rules, Planned each) {
    Definition[] definitions = new Definition[rules.size()];
    for (int i = 0; i < definitions.length; i++) {
      definitions[i] = each.definition(rules.get(i));
    }
    group.define(index(rules, definitions), frame);
  }

  private void single(RuleGroup.Single group, List<Rule> rules) {
    String conflict =
        group instanceof RuleGroup.Function
            ? RuleGroup.Function.CONFLICT
            : RuleGroup.Complete.CONFLICT;
    List<Rule> ordinary = rules.stream().filter(rule -> !rule.isDefault()).toList();
    Set<Optional<Value>> values = new HashSet<>();
    Definition[] definitions = new Definition[ordinary.size()];
    for (int i = 0; i < definitions.length; i++) {
      definitions[i] = chain(ordinary.get(i), conflict, values);
    }
    Expr otherwise = null;
    for (Rule rule : rules) {
      if (rule.isDefault() && rule.head().value().isPresent()) {
        Block block = Block.in(new Block.Slots());
        otherwise = literals.terms().expr(rule.head().value().get(), block);
        frame = Math.max(frame, block.slots().size());
      }
    }
    group.values(values.size() == 1 && !values.contains(Optional.<Value>empty()), otherwise);
    if (group instanceof RuleGroup.Function function) {
      function.remember(costly);
      int arity = rules.getFirst().head().arguments().map(List::size).orElse(0);
      frame = Math.max(frame, arity + 1);
    }
    group.define(index(ordinary, definitions), frame);
    if (group instanceof RuleGroup.Complete && !names.probed()) {
      fixed(ordinary, values, otherwise).ifPresent(group::fix);
    }
  }

  /** The value of a rule that is a constant without a body. */
  private static Optional<Value> fixed(
      List<Rule> ordinary, Set<Optional<Value>> values, @Nullable Expr otherwise) {
    if (ordinary.isEmpty() && otherwise != null) {
      return Optional.ofNullable(otherwise.constant());
    }
    return ordinary.size() == 1
            && values.size() == 1
            && ordinary.getFirst().body().literals().isEmpty()
        ? values.iterator().next()
        : Optional.empty();
  }

  /** A definition with its {@code else} branches. */
  private Definition chain(Rule rule, String conflict, Set<Optional<Value>> values) {
    Definition otherwise = null;
    for (int i = rule.otherwise().size() - 1; i >= 0; i--) {
      Rule.Else branch = rule.otherwise().get(i);
      otherwise = definition(rule, branch.value(), branch.body(), otherwise, conflict, values);
    }
    return definition(rule, rule.head().value(), rule.body(), otherwise, conflict, values);
  }

  private Definition definition(
      Rule rule,
      Optional<Term> value,
      Body body,
      @Nullable Definition otherwise,
      String conflict,
      Set<Optional<Value>> values) {
    Block block = begin(rule, body);
    Expr answer = value(value, block);
    values.add(Optional.ofNullable(answer.constant()));
    Node last = new Ends.Give(answer, answer.constant() != null, conflict, rule.at());
    return new Definition(finish(block, last), otherwise);
  }

  private Expr value(Optional<Term> value, Block block) {
    return value.isPresent()
        ? literals.terms().expr(value.get(), block)
        : new Terms.Constant(BooleanValue.TRUE);
  }

  private Block begin(Rule rule, Body body) {
    Block block = Block.in(new Block.Slots());
    List<Term> arguments = rule.head().arguments().orElse(List.of());
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      slots.add(block.temporary());
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Term.Var(_, String name) && !block.isBound(name)) {
        block.bind(name, slots.get(i));
      }
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (!(arguments.get(i) instanceof Term.Var(_, String name))
          || block.slot(name) != slots.get(i)) {
        literals.terms().match(arguments.get(i), new Terms.Slot(slots.get(i)), block);
      }
    }
    block.probing(Probing.begin(Probe.Kind.RULE, rule.at(), names, block));
    literals.body(body, block);
    return block;
  }

  private Node finish(Block block, Node last) {
    frame = Math.max(frame, block.slots().size());
    costly |= block.slots().costly();
    block.probing().end(block);
    return block.end(last);
  }

  private Definition set(Rule rule) {
    Block block = begin(rule, rule.body());
    Expr element = value(rule.head().key(), block);
    return new Definition(finish(block, new Ends.Add(element)), null);
  }

  private Definition object(Rule rule, int depth) {
    Block block = begin(rule, rule.body());
    List<Term> name = rule.head().name() instanceof Term.Ref ref ? ref.path() : List.of();
    List<Term> parts = new ArrayList<>(name.subList(depth, name.size()));
    boolean element = rule.head().key().isPresent();
    rule.head().key().or(() -> rule.head().value()).ifPresent(parts::add);
    Expr[] planned = literals.terms().exprs(parts, block);
    Expr[] path = new Expr[name.size() - depth];
    System.arraycopy(planned, 0, path, 0, path.length);
    Expr value =
        planned.length > path.length ? planned[path.length] : new Terms.Constant(BooleanValue.TRUE);
    Node last = new Ends.Insert(path, value, element, rule.at());
    return new Definition(finish(block, last), null);
  }
}
