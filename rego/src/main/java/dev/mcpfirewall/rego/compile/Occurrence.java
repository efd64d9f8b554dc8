// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds where in a term or a literal something stands; only used for error messages. */
final class Occurrence {
  private final Predicate<Term> wanted;
  private @Nullable Location first;

  private Occurrence(Predicate<Term> wanted) {
    this.wanted = wanted;
  }

  private static Predicate<Term> named(String name) {
    return term -> term instanceof Term.Var(_, String here) && here.equals(name);
  }

  /** The first place of a variable in a term. */
  static Optional<Location> of(String name, Term term) {
    Occurrence search = new Occurrence(named(name));
    search.term(term);
    return Optional.ofNullable(search.first);
  }

  /** The first place of a variable in a literal. */
  static Optional<Location> of(String name, Literal literal) {
    Occurrence search = new Occurrence(named(name));
    search.literal(literal);
    return Optional.ofNullable(search.first);
  }

  /** Adds the variables in the holes of templates that a literal has, not those in bodies there. */
  static void holes(Literal literal, Collection<String> into) {
    new Occurrence(
            term -> {
              if (term instanceof Term.Template template) {
                for (Term.Part part : template.parts()) {
                  if (part instanceof Term.Hole(Term hole, _)) {
                    Variables.open(hole, into);
                  }
                }
              }
              return false;
            })
        .outside(literal);
  }

  private void outside(Literal literal) {
    switch (literal.form()) {
      case Literal.Test(Term term) -> open(term);
      case Literal.Every every -> open(every.domain());
      case Literal.Some _, Literal.SomeIn _ -> {}
    }
  }

  private void open(Term term) {
    if (!(term instanceof Term.ArrayComprehension
        || term instanceof Term.SetComprehension
        || term instanceof Term.ObjectComprehension)) {
      wanted.test(term);
      children(term, true);
    }
  }

  private void literal(Literal literal) {
    switch (literal.form()) {
      case Literal.Test(Term term) -> term(term);
      case Literal.Every every -> {
        term(every.domain());
        body(every.body());
      }
      case Literal.Some _, Literal.SomeIn _ -> {}
    }
    for (Literal.With with : literal.withs()) {
      term(with.target());
      term(with.value());
    }
  }

  private void body(Body body) {
    body.literals().forEach(this::literal);
  }

  private void term(Term term) {
    if (wanted.test(term) && (first == null || term.at().start() < first.start())) {
      first = term.at();
    }
    children(term, false);
  }

  private void each(List<? extends Term> terms, boolean open) {
    terms.forEach(open ? this::open : this::term);
  }

  private void children(Term term, boolean open) {
    switch (term) {
      case Term.Scalar _, Term.Var _ -> {}
      case Term.Ref ref -> {
        each(List.of(ref.head()), open);
        each(ref.path(), open);
      }
      case Term.Array array -> each(array.elements(), open);
      case Term.SetOf set -> each(set.elements(), open);
      case Term.Obj object ->
          object.members().forEach(m -> each(List.of(m.key(), m.value()), open));
      case Term.Call call -> each(call.arguments(), open);
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
      case Term.Template template -> {
        for (Term.Part part : template.parts()) {
          if (part instanceof Term.Hole(Term hole, _)) {
            each(List.of(hole), open);
          }
        }
      }
    }
  }
}
