// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.ast;

import dev.mcpfirewall.rego.error.Location;
import java.util.List;
import java.util.Optional;

/**
 * One line of a body.
 *
 * @param negated whether {@code not} stands before it
 * @param withs what is replaced while it is evaluated, in the order of the text
 */
public record Literal(Location at, boolean negated, Form form, List<With> withs) {
  public Literal {
    withs = List.copyOf(withs);
  }

  /** What a literal can be. */
  public sealed interface Form {}

  /** A term that must be defined and not false: a call, an infix operator, a reference, … */
  public record Test(Term term) implements Form {}

  /** {@code some x, y}. */
  public record Some(List<Term.Var> variables) implements Form {
    public Some {
      variables = List.copyOf(variables);
    }
  }

  /** {@code some v in xs}, {@code some k, v in xs}: the key and the value are patterns. */
  public record SomeIn(Optional<Term> key, Term value, Term domain) implements Form {}

  /** {@code every k, v in xs { body }}. */
  public record Every(Optional<Term.Var> key, Term.Var value, Term domain, Body body)
      implements Form {}

  /**
   * {@code with target as value}: the target is {@code input}, {@code data}, a reference below
   * them, or a function.
   */
  public record With(Location at, Term target, Term value) {}
}
