// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.resolve;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Equality;
import dev.mcpfirewall.rego.compile.names.Unit;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes {@code print} take a set for each argument, so that one that is undefined does not stop the
 * rule.
 */
final class Prints {
  private final Unit unit;

  Prints(Unit unit) {
    this.unit = unit;
  }

  boolean isPrint(Term.Call call) {
    return call.operator() instanceof Term.Var(_, String name)
        && name.equals("print")
        && unit.globals().find(name) == null;
  }

  Term.Call captured(Term.Call call, List<Term> arguments) {
    List<Term> sets = new ArrayList<>(arguments.size());
    for (Term argument : arguments) {
      Term.Var captured = unit.names().fresh(argument.at());
      Term equality = Equality.of(argument.at(), captured, argument);
      Literal literal = new Literal(argument.at(), false, new Literal.Test(equality), List.of());
      sets.add(
          new Term.SetComprehension(
              argument.at(), captured, new Body(argument.at(), List.of(literal))));
    }
    Term operator =
        new Term.Ref(
            call.operator().at(),
            new Term.Var(call.operator().at(), "internal"),
            List.of(new Term.Scalar(call.operator().at(), StringValue.of("print"))));
    return new Term.Call(call.at(), operator, List.of(new Term.Array(call.at(), sets)), false);
  }
}
