// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import java.util.List;
import java.util.function.Consumer;

/** Walks all terms of a rule, the bodies inside terms too, from the outside in. */
final class References {
  private final Consumer<Term> each;

  private References(Consumer<Term> each) {
    this.each = each;
  }

  static void walk(Rule rule, Consumer<Term> each) {
    References walk = new References(each);
    if (rule.head().name() instanceof Term.Ref name) {
      walk.terms(name.path());
    }
    rule.head().arguments().ifPresent(walk::terms);
    rule.head().key().ifPresent(walk::term);
    rule.head().value().ifPresent(walk::term);
    walk.body(rule.body());
    for (Rule.Else branch : rule.otherwise()) {
      branch.value().ifPresent(walk::term);
      walk.body(branch.body());
    }
  }

  private void body(Body body) {
    for (Literal literal : body.literals()) {
      switch (literal.form()) {
        case Literal.Test(Term term) -> term(term);
        case Literal.Some(List<Term.Var> variables) -> terms(variables);
        case Literal.SomeIn some -> {
          some.key().ifPresent(this::term);
          term(some.value());
          term(some.domain());
        }
        case Literal.Every every -> {
          term(every.domain());
          body(every.body());
        }
      }
      for (Literal.With with : literal.withs()) {
        term(with.target());
        term(with.value());
      }
    }
  }

  private void terms(List<? extends Term> terms) {
    terms.forEach(this::term);
  }

  private void term(Term term) {
    each.accept(term);
    switch (term) {
      case Term.Scalar _, Term.Var _ -> {}
      case Term.Ref ref -> {
        term(ref.head());
        terms(ref.path());
      }
      case Term.Array array -> terms(array.elements());
      case Term.SetOf set -> terms(set.elements());
      case Term.Obj object ->
          object
              .members()
              .forEach(member -> {
                term(member.key());
                term(member.value());
              });
      case Term.ArrayComprehension c -> {
        term(c.head());
        body(c.body());
      }
      case Term.SetComprehension c -> {
        term(c.head());
        body(c.body());
      }
      case Term.ObjectComprehension c -> {
        term(c.key());
        term(c.value());
        body(c.body());
      }
      case Term.Call call -> {
        term(call.operator());
        terms(call.arguments());
      }
      case Term.Template template ->
          template
              .parts()
              .forEach(part -> {
                if (part instanceof Term.Hole(Term hole, _)) {
                  term(hole);
                }
              });
    }
  }
}
