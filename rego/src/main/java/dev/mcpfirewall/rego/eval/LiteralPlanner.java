// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.eval.node.Calls;
import dev.mcpfirewall.rego.eval.node.Check;
import dev.mcpfirewall.rego.eval.node.Checks;
import dev.mcpfirewall.rego.eval.node.Ends;
import dev.mcpfirewall.rego.eval.node.Expr;
import dev.mcpfirewall.rego.eval.node.Probe;
import dev.mcpfirewall.rego.eval.node.RuleGroup;
import dev.mcpfirewall.rego.eval.node.Terms;
import dev.mcpfirewall.rego.eval.node.Withs;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Literals to steps of a body. */
final class LiteralPlanner {
  private final Names names;
  private final TermPlanner terms;

  LiteralPlanner(Names names) {
    this.names = names;
    terms = new TermPlanner(names, this);
  }

  TermPlanner terms() {
    return terms;
  }

  void body(Body body, Block block) {
    for (Literal literal : body.literals()) {
      Probing probing = Probing.begin(Probe.Kind.LITERAL, literal.at(), names, block);
      literal(literal, block);
      probing.end(block);
    }
  }

  private void literal(Literal literal, Block block) {
    if (literal.negated()) {
      Block inner = block.nested();
      block.costs();
      enter(literal.withs(), inner);
      form(literal.form(), inner);
      block.check(new Checks.Not(inner.end(Ends.Found.FOUND)));
      return;
    }
    boolean replaced = enter(literal.withs(), block);
    form(literal.form(), block);
    if (replaced) {
      leave(block);
    }
  }

  /** A literal of a query, whose value is wanted, too: a term alone may be false. */
  Expr captured(Literal literal, boolean alone, Block block) {
    Probing probing = Probing.begin(Probe.Kind.LITERAL, literal.at(), names, block);
    Expr held = held(literal, alone, block);
    probing.end(block);
    return held;
  }

  private Expr held(Literal literal, boolean alone, Block block) {
    Expr held = new Terms.Constant(BooleanValue.TRUE);
    if (literal.negated()
        || !(literal.form() instanceof Literal.Test(Term term))
        || isUnification(term)) {
      literal(literal, block);
      return held;
    }
    boolean replaced = enter(literal.withs(), block);
    held = new Terms.Slot(ReferencePlanner.held(terms.expr(term, block), block));
    if (replaced) {
      leave(block);
    }
    if (!alone || block.loops()) {
      block.check(new Checks.Truthy(held));
    }
    return held;
  }

  private static boolean isUnification(Term term) {
    return term instanceof Term.Call call
        && call.arguments().size() == 2
        && call.operator() instanceof Term.Var(_, String name)
        && name.equals("eq");
  }

  private void form(Literal.Form form, Block block) {
    switch (form) {
      case Literal.Test test -> test(test.term(), block);
      case Literal.Every every -> every(every, block);
      case Literal.Some _ -> {}
      case Literal.SomeIn in ->
          throw TermPlanner.internal("`some … in` was not rewritten", in.domain().at());
    }
  }

  private void test(Term term, Block block) {
    if (term instanceof Term.Call call && isUnification(call)) {
      terms.unify(call.arguments().get(0), call.arguments().get(1), block);
      return;
    }
    Expr expr = terms.expr(term, block);
    block.check(new Checks.Truthy(expr));
  }

  private void every(Literal.Every every, Block block) {
    block.costs();
    Expr domain = terms.expr(every.domain(), block);
    Block inner = block.nested();
    int key = every.key().map(k -> inner.bind(k.name())).orElse(-1);
    int value = inner.bind(every.value().name());
    body(every.body(), inner);
    Check check = new Checks.Every(domain, key, value, inner.end(Ends.Found.FOUND));
    block.check(check);
  }

  /** Into the scope of what a literal replaces; whether it replaces anything. */
  boolean enter(List<Literal.With> withs, Block block) {
    if (withs.isEmpty()) {
      return false;
    }
    Withs.Replacement[] replacements = new Withs.Replacement[withs.size()];
    for (int i = 0; i < replacements.length; i++) {
      replacements[i] = replacement(withs.get(i), block);
    }
    block.costs();
    block.link(next -> new Withs.Enter(replacements, next));
    return true;
  }

  /** Out of it again. */
  void leave(Block block) {
    block.link(Withs.Leave::new);
  }

  private Withs.Replacement replacement(Literal.With with, Block block) {
    Object function = functionNamed(with.target());
    if (function == null) {
      Expr value = terms.expr(with.value(), block);
      Value[] path =
          with.target() instanceof Term.Ref ref ? Names.constants(ref.path()) : new Value[0];
      return isInput(with.target())
          ? new Withs.OfInput(path, value)
          : new Withs.OfData(path, value);
    }
    Calls.Target by = replacing(with.value(), block);
    return by == null
        ? new Withs.OfFunction(function, terms.expr(with.value(), block))
        : new Withs.ByFunction(function, by);
  }

  private static boolean isInput(Term target) {
    Term head = target instanceof Term.Ref ref ? ref.head() : target;
    return head instanceof Term.Var(_, String name) && name.equals(Names.INPUT);
  }

  /** The function of the policy, or the name of the built-in; null for a document. */
  private @Nullable Object functionNamed(Term target) {
    Object function = names.function(target);
    return function != null ? function : names.builtin(target).map(Builtin::name).orElse(null);
  }

  private Calls.@Nullable Target replacing(Term value, Block block) {
    RuleGroup.Function function = names.function(value);
    if (function != null) {
      return function;
    }
    if (value instanceof Term.Var variable && block.isBound(variable.name())) {
      return null;
    }
    Optional<Builtin> builtin = names.builtin(value);
    return builtin.isPresent() ? new Calls.BuiltinTarget(builtin.get()) : null;
  }
}
