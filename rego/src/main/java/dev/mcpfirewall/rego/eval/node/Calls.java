// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of built-ins and of functions. */
public final class Calls {
  private Calls() {}

  /** What a call can reach: also what stands in place of a function. */
  public interface Target {
    /** Its answer for these arguments; null where undefined. */
    @Nullable Value call(Scope s, Value[] arguments, Location at);
  }

  /** A built-in as a target. */
  public record BuiltinTarget(Builtin builtin) implements Target {
    @Override
    public @Nullable Value call(Scope s, Value[] a, Location at) {
      Session session = s.session;
      session.calls(at);
      session.step();
      for (Value operand : a) {
        session.takes(operand);
      }
      try {
        Value answer =
            switch (builtin.does()) {
              case Builtin.Of0 code -> code.call(session);
              case Builtin.Of1 code -> code.call(session, a[0]);
              case Builtin.Of2 code -> code.call(session, a[0], a[1]);
              case Builtin.Of3 code -> code.call(session, a[0], a[1], a[2]);
              case Builtin.OfMany code -> code.call(session, List.of(a));
              case Builtin.Relation code -> first(code, session, a[0]);
            };
        return answer == null ? null : session.sized(answer);
      } catch (BuiltinError e) {
        return session.failed(builtin.name(), e);
      }
    }

    private static @Nullable Value first(Builtin.Relation code, Session session, Value a) {
      @Nullable Value[] answer = new Value[1];
      code.call(
          session,
          a,
          value -> {
            answer[0] = value;
            return false;
          });
      return answer[0];
    }
  }

  /** A call of a built-in with any number of arguments. */
  public static final class Call extends Expr {
    private final BuiltinTarget target;
    private final Expr[] arguments;
    private final Location at;

    public Call(BuiltinTarget target, Expr[] arguments, Location at) {
      this.target = target;
      this.arguments = arguments;
      this.at = at;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      Value[] values = new Value[arguments.length];
      for (int i = 0; i < values.length; i++) {
        Value value = arguments[i].eval(s, f);
        if (value == null) {
          return null;
        }
        values[i] = value;
      }
      Scope.Mock mock = s.mocks == null ? null : Scope.Mock.find(s.mocks, target.builtin().name());
      return mock == null ? target.call(s, values, at) : mock.answer(s, at, values);
    }
  }

  /** A call of a built-in with one argument. */
  public static final class Call1 extends Expr {
    private final String name;
    private final Builtin.Of1 code;
    private final Expr argument;
    private final Location at;

    public Call1(String name, Builtin.Of1 code, Expr argument, Location at) {
      this.name = name;
      this.code = code;
      this.argument = argument;
      this.at = at;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      Value a = argument.eval(s, f);
      if (a == null) {
        return null;
      }
      Scope.Mock mock = s.mocks == null ? null : Scope.Mock.find(s.mocks, name);
      if (mock != null) {
        return mock.answer(s, at, a);
      }
      Session session = s.session;
      session.calls(at);
      session.step();
      session.takes(a);
      try {
        Value answer = code.call(session, a);
        return answer == null ? null : session.sized(answer);
      } catch (BuiltinError e) {
        return session.failed(name, e);
      }
    }
  }

  /** A call of a built-in with two arguments. */
  public static final class Call2 extends Expr {
    private final String name;
    private final Builtin.Of2 code;
    private final Expr left;
    private final Expr right;
    private final Location at;

    public Call2(String name, Builtin.Of2 code, Expr left, Expr right, Location at) {
      this.name = name;
      this.code = code;
      this.left = left;
      this.right = right;
      this.at = at;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      Value a = left.eval(s, f);
      Value b = a == null ? null : right.eval(s, f);
      if (a == null || b == null) {
        return null;
      }
      Scope.Mock mock = s.mocks == null ? null : Scope.Mock.find(s.mocks, name);
      if (mock != null) {
        return mock.answer(s, at, a, b);
      }
      Session session = s.session;
      session.calls(at);
      session.step();
      session.takes(a);
      session.takes(b);
      try {
        Value answer = code.call(session, a, b);
        return answer == null ? null : session.sized(answer);
      } catch (BuiltinError e) {
        return session.failed(name, e);
      }
    }
  }

  /** A call of a built-in with three arguments. */
  public static final class Call3 extends Expr {
    private final String name;
    private final Builtin.Of3 code;
    private final Expr[] arguments;
    private final Location at;

    public Call3(String name, Builtin.Of3 code, Expr[] arguments, Location at) {
      this.name = name;
      this.code = code;
      this.arguments = arguments;
      this.at = at;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      Value a = arguments[0].eval(s, f);
      Value b = a == null ? null : arguments[1].eval(s, f);
      Value c = b == null ? null : arguments[2].eval(s, f);
      if (a == null || b == null || c == null) {
        return null;
      }
      Scope.Mock mock = s.mocks == null ? null : Scope.Mock.find(s.mocks, name);
      if (mock != null) {
        return mock.answer(s, at, a, b, c);
      }
      Session session = s.session;
      session.calls(at);
      session.step();
      session.takes(a);
      session.takes(b);
      session.takes(c);
      try {
        Value answer = code.call(session, a, b, c);
        return answer == null ? null : session.sized(answer);
      } catch (BuiltinError e) {
        return session.failed(name, e);
      }
    }
  }

  /** A call of a function of the policy. */
  public static final class FunctionCall extends Expr {
    private final RuleGroup.Function function;
    private final Expr[] arguments;
    private final Location at;

    public FunctionCall(RuleGroup.Function function, Expr[] arguments, Location at) {
      this.function = function;
      this.arguments = arguments;
      this.at = at;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      @Nullable Value[] frame = new Value[function.frame()];
      for (int i = 0; i < arguments.length; i++) {
        Value value = arguments[i].eval(s, f);
        if (value == null) {
          return null;
        }
        frame[i + 1] = value;
      }
      Scope.Mock mock = s.mocks == null ? null : Scope.Mock.find(s.mocks, function);
      if (mock == null) {
        return function.apply(s, frame);
      }
      Value[] values = new Value[arguments.length];
      for (int i = 0; i < values.length; i++) {
        Value value = frame[i + 1];
        values[i] = value == null ? Session.NOTHING : value;
      }
      return mock.answer(s, at, values);
    }
  }

  /** A function and its arguments, as a key of what it gave. */
  static final class Arguments {
    private final Session session;
    private final Object function;
    private final Value[] values;
    private final int hash;

    Arguments(Session session, Object function, Value[] values) {
      this.session = session;
      this.function = function;
      this.values = values;
      hash = Arrays.hashCode(values) * 31 + System.identityHashCode(function);
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Arguments a) || a.function != function || a.hash != hash) {
        return false;
      }
      for (int i = 0; i < values.length; i++) {
        if (!session.same(values[i], a.values[i])) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** {@code v in xs}, {@code k, v in xs}. */
  public static final class Member extends Expr {
    private final @Nullable Expr key;
    private final Expr value;
    private final Expr collection;

    public Member(@Nullable Expr key, Expr value, Expr collection) {
      this.key = key;
      this.value = value;
      this.collection = collection;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      Value k = key == null ? null : key.eval(s, f);
      Value v = key != null && k == null ? null : value.eval(s, f);
      Value in = v == null ? null : collection.eval(s, f);
      if (v == null || in == null) {
        return null;
      }
      return BooleanValue.of(k == null ? contains(s, in, v) : at(s, in, k, v));
    }

    private static boolean at(Scope s, Value in, Value k, Value v) {
      s.session.seeks(k);
      Value there = Terms.find(in, k);
      return there != null && s.session.same(there, v);
    }

    private static boolean contains(Scope s, Value in, Value v) {
      if (in instanceof SetValue set) {
        s.session.seeks(v);
        return set.contains(v);
      }
      if (in instanceof ArrayValue array) {
        for (int i = 0; i < array.size(); i++) {
          s.session.step();
          if (s.session.same(array.get(i), v)) {
            return true;
          }
        }
      } else if (in instanceof ObjectValue object) {
        for (int i = 0; i < object.size(); i++) {
          s.session.step();
          if (s.session.same(object.valueAt(i), v)) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
