// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.builtin.Builtins;
import java.util.Collection;
import java.util.List;

/** Collects the names of variables; {@code input} and {@code data} are none. */
public final class Variables {
  private Variables() {}

  public static boolean isRoot(String name) {
    return name.equals("input") || name.equals("data");
  }

  /** All in a term, also in the bodies inside it. */
  public static void all(Term term, Collection<String> into) {
    collect(term, true, into);
  }

  /** Those in a term that are not in bodies or templates inside it. */
  public static void open(Term term, Collection<String> into) {
    collect(term, false, into);
  }

  /** All in a body. */
  public static void all(Body body, Collection<String> into) {
    for (Literal literal : body.literals()) {
      collect(literal, true, into);
    }
  }

  /** All in a literal. */
  public static void all(Literal literal, Collection<String> into) {
    collect(literal, true, into);
  }

  /** Those of a literal that are not in bodies or templates inside it. */
  public static void open(Literal literal, Collection<String> into) {
    collect(literal, false, into);
  }

  private static void collect(Literal literal, boolean closures, Collection<String> into) {
    switch (literal.form()) {
      case Literal.Test(Term term) -> collect(term, closures, into);
      case Literal.Some(List<Term.Var> variables) -> collect(variables, closures, into);
      case Literal.SomeIn some -> {
        if (some.key().isPresent()) {
          collect(some.key().get(), closures, into);
        }
        collect(some.value(), closures, into);
        collect(some.domain(), closures, into);
      }
      case Literal.Every every -> {
        collect(every.domain(), closures, into);
        if (closures) {
          if (every.key().isPresent()) {
            collect(every.key().get(), true, into);
          }
          collect(every.value(), true, into);
          all(every.body(), into);
        }
      }
    }
    withs(literal.withs(), closures, into);
  }

  private static void withs(List<Literal.With> withs, boolean closures, Collection<String> into) {
    for (Literal.With with : withs) {
      if (with.target() instanceof Term.Ref(_, _, List<Term> path)) {
        collect(path, closures, into);
      }
      if (!isBuiltin(with.value())) {
        collect(with.value(), closures, into);
      }
    }
  }

  /** Whether the value of a {@code with} is the name of a built-in, and so no variable. */
  public static boolean isBuiltin(Term value) {
    return switch (value) {
      case Term.Var(_, String name) -> Builtins.all().find(name).isPresent();
      case Term.Ref(_, Term.Var(_, String head), _) ->
          !isRoot(head) && Builtins.all().find(TermText.name(value)).isPresent();
      default -> false;
    };
  }

  private static void collect(
      List<? extends Term> terms, boolean closures, Collection<String> into) {
    for (Term term : terms) {
      collect(term, closures, into);
    }
  }

  private static void collect(Term term, boolean closures, Collection<String> into) {
    switch (term) {
      case Term.Scalar _ -> {}
      case Term.Var(_, String name) -> {
        if (!isRoot(name)) {
          into.add(name);
        }
      }
      case Term.Ref ref -> {
        collect(ref.head(), closures, into);
        collect(ref.path(), closures, into);
      }
      case Term.Array array -> collect(array.elements(), closures, into);
      case Term.SetOf set -> collect(set.elements(), closures, into);
      case Term.Obj object -> {
        for (Term.Member member : object.members()) {
          collect(member.key(), closures, into);
          collect(member.value(), closures, into);
        }
      }
      case Term.Call call -> collect(call.arguments(), closures, into);
      case Term.ArrayComprehension _,
          Term.SetComprehension _,
          Term.ObjectComprehension _,
          Term.Template _ -> {
        if (closures) {
          inside(term, into);
        }
      }
    }
  }

  private static void inside(Term closure, Collection<String> into) {
    switch (closure) {
      case Term.ArrayComprehension c -> {
        collect(c.head(), true, into);
        all(c.body(), into);
      }
      case Term.SetComprehension c -> {
        collect(c.head(), true, into);
        all(c.body(), into);
      }
      case Term.ObjectComprehension c -> {
        collect(c.key(), true, into);
        collect(c.value(), true, into);
        all(c.body(), into);
      }
      case Term.Template template -> {
        for (Term.Part part : template.parts()) {
          if (part instanceof Term.Hole(Term hole, List<Literal.With> withs)) {
            collect(hole, true, into);
            withs(withs, true, into);
          }
        }
      }
      case Term.Scalar _,
          Term.Var _,
          Term.Ref _,
          Term.Array _,
          Term.SetOf _,
          Term.Obj _,
          Term.Call _ -> {}
    }
  }
}
