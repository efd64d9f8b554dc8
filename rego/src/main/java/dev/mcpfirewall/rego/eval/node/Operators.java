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

    boolean of(Value a, Value b) {
      return switch (this) {
        case EQUAL -> a.equals(b);
        case NEQ -> !a.equals(b);
        case LT -> a.compareTo(b) < 0;
        case LTE -> a.compareTo(b) <= 0;
        case GT -> a.compareTo(b) > 0;
        case GTE -> a.compareTo(b) >= 0;
      };
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
      return a == null || b == null ? null : BooleanValue.of(comparison.of(a, b));
    }
  }
}
