// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds where in a term or a literal something stands; only used for error messages. */
public final class Occurrence {
  private final Consumer<Term> each;

  private Occurrence(Consumer<Term> each) {
    this.each = each;
  }

  /** Takes the first place of a variable. */
  private static final class First implements Consumer<Term> {
    private final String name;
    private Optional<Location> at = Optional.empty();

    First(String name) {
      this.name = name;
    }

    @Override
    public void accept(Term term) {
      if (term instanceof Term.Var(Location here, String found)
          && found.equals(name)
          && (at.isEmpty() || here.start() < at.get().start())) {
        at = Optional.of(here);
      }
    }
  }

  /** The first place of a variable in a term. */
  public static Optional<Location> of(String name, Term term) {
    First first = new First(name);
    new Occurrence(first).term(term);
    return first.at;
  }

  /** The first place of a variable in a literal. */
  public static Optional<Location> of(String name, Literal literal) {
    First first = new First(name);
    new Occurrence(first).literal(literal);
    return first.at;
  }

  /** Adds the variables in the holes of templates that a literal has, not those in bodies there. */
  public static void holes(Literal literal, Collection<String> into) {
    new Occurrence(holes(into)).outside(literal);
  }

  /** Adds the variables in the holes of templates that a term has, not those in bodies there. */
  public static void holes(Term term, Collection<String> into) {
    new Occurrence(holes(into)).open(term);
  }

  private static Consumer<Term> holes(Collection<String> into) {
    return term -> {
      if (term instanceof Term.Template template) {
        for (Term.Part part : template.parts()) {
          if (part instanceof Term.Hole(Term hole, _)) {
            Variables.open(hole, into);
          }
        }
      }
    };
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
      each.accept(term);
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
    each.accept(term);
    children(term, false);
  }

  private void all(List<? extends Term> terms, boolean open) {
    terms.forEach(open ? this::open : this::term);
  }

  private void children(Term term, boolean open) {
    switch (term) {
      case Term.Scalar _, Term.Var _ -> {}
      case Term.Ref ref -> {
        all(List.of(ref.head()), open);
        all(ref.path(), open);
      }
      case Term.Array array -> all(array.elements(), open);
      case Term.SetOf set -> all(set.elements(), open);
      case Term.Obj object -> object.members().forEach(m -> all(List.of(m.key(), m.value()), open));
      case Term.Call call -> all(call.arguments(), open);
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
            all(List.of(hole), open);
          }
        }
      }
    }
  }
}
