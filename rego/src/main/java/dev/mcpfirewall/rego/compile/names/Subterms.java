// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import java.util.List;
import java.util.function.Consumer;

/**
 * Walks the terms of something from the outside in, each before those in it. The name of a function
 * that is called is given where it is a reference, without its parts.
 */
public final class Subterms {
  private final boolean bodies;
  private final Consumer<Term> each;

  private Subterms(boolean bodies, Consumer<Term> each) {
    this.bodies = bodies;
    this.each = each;
  }

  /** All of a rule, the bodies inside terms too. */
  public static void of(Rule rule, Consumer<Term> each) {
    Subterms walk = new Subterms(true, each);
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

  /** All of a literal, the bodies inside it too. */
  public static void of(Literal literal, Consumer<Term> each) {
    new Subterms(true, each).literal(literal);
  }

  /** All of a term, the bodies inside it too. */
  public static void of(Term term, Consumer<Term> each) {
    new Subterms(true, each).term(term);
  }

  /** Those of a literal that are not in bodies inside it. */
  public static void open(Literal literal, Consumer<Term> each) {
    new Subterms(false, each).literal(literal);
  }

  /** Those in a term that are not in bodies inside it. */
  public static void open(Term term, Consumer<Term> each) {
    new Subterms(false, each).term(term);
  }

  private void body(Body body) {
    if (bodies) {
      body.literals().forEach(this::literal);
    }
  }

  private void literal(Literal literal) {
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
    withs(literal.withs());
  }

  private void withs(List<Literal.With> withs) {
    for (Literal.With with : withs) {
      term(with.target());
      term(with.value());
    }
  }

  private void terms(List<? extends Term> terms) {
    terms.forEach(this::term);
  }

  private void term(Term term) {
    if (bodies || !isClosure(term)) {
      each.accept(term);
      children(term);
    }
  }

  private static boolean isClosure(Term term) {
    return term instanceof Term.ArrayComprehension
        || term instanceof Term.SetComprehension
        || term instanceof Term.ObjectComprehension;
  }

  private void children(Term term) {
    switch (term) {
      case Term.Scalar _, Term.Var _ -> {}
      case Term.Ref ref -> {
        term(ref.head());
        terms(ref.path());
      }
      case Term.Array array -> terms(array.elements());
      case Term.SetOf set -> terms(set.elements());
      case Term.Obj object -> {
        for (Term.Member member : object.members()) {
          term(member.key());
          term(member.value());
        }
      }
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
        if (call.operator() instanceof Term.Ref function) {
          each.accept(function);
        }
        terms(call.arguments());
      }
      case Term.Template template -> {
        for (Term.Part part : template.parts()) {
          if (part instanceof Term.Hole(Term hole, List<Literal.With> withs)) {
            term(hole);
            withs(withs);
          }
        }
      }
    }
  }
}
