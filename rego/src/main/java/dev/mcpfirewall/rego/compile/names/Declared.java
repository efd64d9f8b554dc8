// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names that a body declares by {@code :=} and {@code some}, wherever in it. */
public final class Declared {
  private Declared() {}

  public static Set<String> in(Body body) {
    Set<String> names = null;
    for (Literal literal : body.literals()) {
      switch (literal.form()) {
        case Literal.Test(Term.Call call) when Equality.isAssignment(call) -> {
          names = names == null ? new HashSet<>() : names;
          Variables.all(call.arguments().getFirst(), names);
        }
        case Literal.Test _ -> {}
        case Literal.Some(List<Term.Var> variables) -> {
          names = names == null ? new HashSet<>() : names;
          for (Term.Var variable : variables) {
            names.add(variable.name());
          }
        }
        case Literal.SomeIn some -> {
          names = names == null ? new HashSet<>() : names;
          if (some.key().isPresent()) {
            Variables.all(some.key().get(), names);
          }
          Variables.all(some.value(), names);
        }
        case Literal.Every every -> {
          Set<String> inner = in(every.body());
          if (!inner.isEmpty()) {
            names = names == null ? new HashSet<>() : names;
            names.addAll(inner);
          }
        }
      }
    }
    return names == null ? Set.of() : names;
  }

  public static boolean isAssignment(Term.Call call) {
    return call.arguments().size() == 2
        && call.operator() instanceof Term.Var(_, String name)
        && name.equals("assign");
  }
}
