// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** {@code with}: into a scope where something is replaced, and out of it again. */
public final class Withs {
  private Withs() {}

  /** What is replaced. */
  public sealed interface Replacement {}

  /** {@code input} or a path below it. */
  public record OfInput(Value[] path, Expr value) implements Replacement {}

  /** {@code data} or a path below it. */
  public record OfData(Value[] path, Expr value) implements Replacement {}

  /** A function by a value. */
  public record OfFunction(Object name, Expr value) implements Replacement {}

  /** A function by another. */
  public record ByFunction(Object name, Calls.Target by) implements Replacement {}

  /** Into the scope. What follows, up to {@link Leave}, is evaluated in it. */
  public static final class Enter extends Node {
    private final Replacement[] replacements;
    private final Node next;

    public Enter(Replacement[] replacements, Node next) {
      this.replacements = replacements;
      this.next = next;
    }

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      Value input = s.input;
      Value data = s.data;
      Scope.Mask mask = s.mask;
      Scope.Mock mocks = s.mocks;
      for (Replacement replacement : replacements) {
        switch (replacement) {
          case OfInput(Value[] path, Expr expr) -> {
            Value value = expr.eval(s, f);
            if (value == null) {
              return false;
            }
            input = replaced(s.session, input, path, value);
          }
          case OfData(Value[] path, Expr expr) -> {
            Value value = expr.eval(s, f);
            if (value == null) {
              return false;
            }
            data = replaced(s.session, data, path, value);
            mask = new Scope.Mask(path, mask);
          }
          case OfFunction(Object name, Expr expr) -> {
            Value value = expr.eval(s, f);
            if (value == null) {
              return false;
            }
            mocks = new Scope.Mock(name, null, value, mocks);
          }
          case ByFunction(Object name, Calls.Target by) ->
              mocks = new Scope.Mock(name, by, null, mocks);
        }
      }
      return next.run(s.with(input, data, mask, mocks), f);
    }
  }

  private static Value replaced(Session session, @Nullable Value in, Value[] path, Value by) {
    return path.length == 0 ? by : session.built(replaced(in, path, 0, by));
  }

  /** A document with another value at a path; what is no object on the way becomes one. */
  static Value replaced(@Nullable Value in, Value[] path, int from, Value by) {
    if (from == path.length) {
      return by;
    }
    ObjectValue members = in instanceof ObjectValue object ? object : ObjectValue.EMPTY;
    ObjectValue.Builder copy = ObjectValue.builder(members.size() + 1);
    members.forEach(copy::put);
    copy.put(path[from], replaced(members.find(path[from]), path, from + 1, by));
    return copy.build();
  }

  /** Out of the scope, for what stands behind the literal. */
  public static final class Leave extends Node {
    private final Node next;

    public Leave(Node next) {
      this.next = next;
    }

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      return next.run(s.outer == null ? s : s.outer, f);
    }
  }
}
