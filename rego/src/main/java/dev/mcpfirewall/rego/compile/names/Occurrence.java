// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds where in a term or a literal something stands; only used for error messages. */
public final class Occurrence {
  private Occurrence() {}

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
    Subterms.of(term, first);
    return first.at;
  }

  /** The first place of a variable in a literal. */
  public static Optional<Location> of(String name, Literal literal) {
    First first = new First(name);
    Subterms.of(literal, first);
    return first.at;
  }

  /** Adds the variables in the holes of templates that a literal has, not those in bodies there. */
  public static void holes(Literal literal, Collection<String> into) {
    Subterms.open(literal, holes(into));
  }

  /** Adds the variables in the holes of templates that a term has, not those in bodies there. */
  public static void holes(Term term, Collection<String> into) {
    Subterms.open(term, holes(into));
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
}
