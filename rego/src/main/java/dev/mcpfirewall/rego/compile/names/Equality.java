// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import java.util.List;

/** {@code a = b} and {@code a := b} in the syntax tree. */
public final class Equality {
  private Equality() {}

  /** {@code a = b}. */
  public static Term.Call of(Location at, Term a, Term b) {
    return new Term.Call(at, new Term.Var(at, "eq"), List.of(a, b), true);
  }

  /** {@code f(x, y)} of a function of one argument: its answer is {@code y}. */
  public static Term.Call output(Location at, Term y, Term call) {
    return new Term.Call(at, new Term.Var(at, "eq"), List.of(y, call), false);
  }

  /** Whether a call was made by {@link #output}: to {@code not} it is one call, not two. */
  public static boolean isOutput(Term.Call call) {
    return is(call) && !call.infix() && call.arguments().getLast() instanceof Term.Call;
  }

  /** Whether a call is {@code a = b}. */
  public static boolean is(Term.Call call) {
    return isCallOf(call, "eq");
  }

  /** Whether a call is {@code a := b}. */
  public static boolean isAssignment(Term.Call call) {
    return isCallOf(call, "assign");
  }

  private static boolean isCallOf(Term.Call call, String name) {
    return call.arguments().size() == 2
        && call.operator() instanceof Term.Var(_, String operator)
        && operator.equals(name);
  }
}
