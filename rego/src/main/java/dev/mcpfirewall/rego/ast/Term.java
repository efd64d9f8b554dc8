// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.ast;

import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;

/**
 * A term: what has a value. Equality includes the place in the text; {@link Shape} compares without
 * it.
 */
public sealed interface Term {
  Location at();

  /**
   * A literal: null, a boolean, a number, a string. The compiler also makes scalars of folded
   * composites.
   */
  record Scalar(Location at, Value value) implements Term {}

  /**
   * A variable by its name. Wildcards ({@code _}) come out of the parser as {@code $0}, {@code $1},
   * …, each its own; what the compiler makes itself is named {@code __localN__}.
   */
  record Var(Location at, String name) implements Term {
    /** Whether it was written {@code _}. */
    public boolean isWildcard() {
      return name.startsWith("$");
    }
  }

  /**
   * A reference, {@code head.a[b]}: the head is a variable (also {@code data}, {@code input}), a
   * call, or a composite; {@code .a} and {@code ["a"]} are the same scalar string. Never without
   * path: a lone variable is a {@link Var}.
   */
  record Ref(Location at, Term head, List<Term> path) implements Term {
    public Ref {
      path = List.copyOf(path);
    }
  }

  /** {@code [a, b]}. */
  record Array(Location at, List<Term> elements) implements Term {
    public Array {
      elements = List.copyOf(elements);
    }
  }

  /** {@code {k: v}}, in the order of the text. */
  record Obj(Location at, List<Member> members) implements Term {
    public Obj {
      members = List.copyOf(members);
    }
  }

  /** One member of an object. */
  record Member(Term key, Term value) {}

  /** {@code {a, b}} and {@code set()}. */
  record SetOf(Location at, List<Term> elements) implements Term {
    public SetOf {
      elements = List.copyOf(elements);
    }
  }

  /** {@code [head | body]}. */
  record ArrayComprehension(Location at, Term head, Body body) implements Term {}

  /** {@code {head | body}}. */
  record SetComprehension(Location at, Term head, Body body) implements Term {}

  /** {@code {key: value | body}}. */
  record ObjectComprehension(Location at, Term key, Term value, Body body) implements Term {}

  /**
   * A call: of a built-in or of a function. Infix operators are calls of the built-ins OPA names
   * for them: {@code eq} ({@code =}), {@code assign} ({@code :=}), {@code equal} ({@code ==}),
   * {@code neq, lt, lte, gt, gte, plus, minus, mul, div, rem, and, or}, {@code internal.member_2}
   * ({@code v in xs}), {@code internal.member_3} ({@code k, v in xs}).
   *
   * @param operator a {@link Var} ({@code count}) or a {@link Ref} of strings ({@code json.patch},
   *     {@code data.lib.f})
   * @param infix whether it was written as an operator
   */
  record Call(Location at, Term operator, List<Term> arguments, boolean infix) implements Term {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * {@code $"text {term} text"}: the parts in order; texts are scalar strings, all others are terms
   * written in braces.
   */
  record Template(Location at, List<Part> parts, boolean raw) implements Term {
    public Template {
      parts = List.copyOf(parts);
    }
  }

  /** A part of a template. */
  sealed interface Part {}

  /** Text, unescaped. */
  record Text(String text) implements Part {}

  /**
   * A term in braces; undefined is written {@code <undefined>}.
   *
   * @param withs what is replaced while it is evaluated: {@code {f with input as x}}
   */
  record Hole(Term term, List<Literal.With> withs) implements Part {
    public Hole {
      withs = List.copyOf(withs);
    }

    /** A term as it is. */
    public Hole(Term term) {
      this(term, List.of());
    }
  }
}
