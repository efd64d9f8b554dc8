// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Comparisons, which need no table of built-ins. */
public final class Operators {
  private Operators() {}

  /** The six of them. */
  public enum Comparison {
    EQUAL,
    NEQ,
    LT,
    LTE,
    GT,
    GTE;

    boolean of(Session session, Value a, Value b) {
      return switch (this) {
        case EQUAL -> session.same(a, b);
        case NEQ -> !session.same(a, b);
        case LT -> order(session, a, b) < 0;
        case LTE -> order(session, a, b) <= 0;
        case GT -> order(session, a, b) > 0;
        case GTE -> order(session, a, b) >= 0;
      };
    }

    private static int order(Session session, Value a, Value b) {
      session.compares(a, b);
      return a.compareTo(b);
    }
  }

  /** A comparison as a value. */
  public static final class Compared extends Expr {
    private final Comparison comparison;
    private final Expr left;
    private final Expr right;

    public Compared(Comparison comparison, Expr left, Expr right) {
      this.comparison = comparison;
      this.left = left;
      this.right = right;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      Value a = left.eval(s, f);
      Value b = a == null ? null : right.eval(s, f);
      return a == null || b == null ? null : BooleanValue.of(comparison.of(s.session, a, b));
    }
  }
}
