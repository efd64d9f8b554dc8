// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A step of a body that runs the steps after it once for each of its answers: backtracking is the
 * return from {@link #run}. Immutable and thread-safe.
 */
public abstract class Node {

  /** Runs it and what follows; true as soon as whoever started the chain has seen enough. */
  public abstract boolean run(Scope s, @Nullable Value[] f);

  /** Makes a node once it is known what follows it. */
  @FunctionalInterface
  public interface Link {
    Node before(Node next);
  }

  /** Checks in a row, without a stack frame each. */
  public static final class Checked extends Node {
    private final Check[] checks;
    private final Node next;

    public Checked(Check[] checks, Node next) {
      this.checks = checks;
      this.next = next;
    }

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      for (Check check : checks) {
        if (!check.holds(s, f)) {
          return false;
        }
      }
      return next.run(s, f);
    }
  }

  /** One check. */
  public static final class CheckedOnce extends Node {
    private final Check check;
    private final Node next;

    public CheckedOnce(Check check, Node next) {
      this.check = check;
      this.next = next;
    }

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      return check.holds(s, f) && next.run(s, f);
    }
  }
}
