// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.eval.node.Calls;
import dev.mcpfirewall.rego.eval.node.Expr;
import dev.mcpfirewall.rego.eval.node.Loops;
import dev.mcpfirewall.rego.eval.node.Operators;
import dev.mcpfirewall.rego.eval.node.Operators.Comparison;
import dev.mcpfirewall.rego.eval.node.RuleGroup;
import dev.mcpfirewall.rego.eval.node.Terms;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of built-ins and of functions. */
final class CallPlanner {
  private static final Map<String, Comparison> COMPARISONS =
      Map.of(
          "eq", Comparison.EQUAL,
          "equal", Comparison.EQUAL,
          "neq", Comparison.NEQ,
          "lt", Comparison.LT,
          "lte", Comparison.LTE,
          "gt", Comparison.GT,
          "gte", Comparison.GTE);

  private final Names names;
  private final TermPlanner terms;

  CallPlanner(Names names, TermPlanner terms) {
    this.names = names;
    this.terms = terms;
  }

  Expr plan(Term.Call call, Block block) {
    RuleGroup.Function function = names.function(call.operator());
    Expr[] arguments = terms.exprs(call.arguments(), block);
    if (function != null) {
      block.costs();
      return new Calls.FunctionCall(function, arguments, call.at());
    }
    String name = Names.dotted(call.operator());
    if (name != null) {
      Expr special = operator(name, arguments);
      if (special != null) {
        return special;
      }
    }
    Builtin builtin = names.builtin(call.operator()).orElseThrow(() -> undefined(name, call));
    if (builtin.does() instanceof Builtin.Relation relation) {
      int answer = block.temporary();
      block.loop(next ->
          new Loops.Related(builtin.name(), relation, arguments[0], answer, call.at(), next));
      return new Terms.Slot(answer);
    }
    return plan(builtin, arguments, call);
  }

  private static RegoException undefined(@Nullable String name, Term at) {
    return new RegoException(
        RegoError.of(ErrorCode.TYPE, "undefined function " + (name == null ? "" : name), at.at()));
  }

  private static @Nullable Expr operator(String name, Expr[] arguments) {
    if (arguments.length == 2) {
      Comparison comparison = COMPARISONS.get(name);
      if (comparison != null) {
        return new Operators.Compared(comparison, arguments[0], arguments[1]);
      }
      if (name.equals("internal.member_2")) {
        return new Calls.Member(null, arguments[0], arguments[1]);
      }
    }
    return arguments.length == 3 && name.equals("internal.member_3")
        ? new Calls.Member(arguments[0], arguments[1], arguments[2])
        : null;
  }

  /** A call of a built-in that the planner makes itself. */
  Expr builtin(String name, List<Expr> arguments, Term at) {
    Builtin builtin = names.builtins().find(name).orElseThrow(() -> undefined(name, at));
    return plan(builtin, arguments.toArray(Expr[]::new), at);
  }

  private static Expr plan(Builtin builtin, Expr[] arguments, Term at) {
    return switch (builtin.does()) {
      case Builtin.Of1 code when arguments.length == 1 ->
          new Calls.Call1(builtin.name(), code, arguments[0], at.at());
      case Builtin.Of2 code when arguments.length == 2 ->
          new Calls.Call2(builtin.name(), code, arguments[0], arguments[1], at.at());
      case Builtin.Of3 code when arguments.length == 3 ->
          new Calls.Call3(builtin.name(), code, arguments, at.at());
      default -> new Calls.Call(new Calls.BuiltinTarget(builtin), arguments, at.at());
    };
  }
}
