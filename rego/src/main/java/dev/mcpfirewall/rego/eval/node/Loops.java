// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Steps with many answers. */
public final class Loops {
  private Loops() {}

  /** The elements of a collection, with their keys. */
  public static final class Each extends Node {
    private final Expr collection;
    private final int key;
    private final int value;
    private final Node next;

    /** Slots are -1 where the key or the value is not asked for. */
    public Each(Expr collection, int key, int value, Node next) {
      this.collection = collection;
      this.key = key;
      this.value = value;
      this.next = next;
    }

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      Value in = collection.eval(s, f);
      if (in instanceof ArrayValue array) {
        return array(array, s, f);
      }
      if (in instanceof ObjectValue object) {
        return object(object, s, f);
      }
      return in instanceof SetValue set && set(set, s, f);
    }

    private boolean array(ArrayValue array, Scope s, @Nullable Value[] f) {
      for (int i = 0; i < array.size(); i++) {
        s.session.step();
        if (key >= 0) {
          f[key] = NumberValue.of(i);
        }
        if (value >= 0) {
          f[value] = array.get(i);
        }
        if (next.run(s, f)) {
          return true;
        }
      }
      return false;
    }

    private boolean object(ObjectValue object, Scope s, @Nullable Value[] f) {
      for (int i = 0; i < object.size(); i++) {
        s.session.step();
        if (key >= 0) {
          f[key] = object.keyAt(i);
        }
        if (value >= 0) {
          f[value] = object.valueAt(i);
        }
        if (next.run(s, f)) {
          return true;
        }
      }
      return false;
    }

    private boolean set(SetValue set, Scope s, @Nullable Value[] f) {
      for (int i = 0; i < set.size(); i++) {
        s.session.step();
        Value element = set.at(i);
        if (key >= 0) {
          f[key] = element;
        }
        if (value >= 0) {
          f[value] = element;
        }
        if (next.run(s, f)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The answers of a built-in with many, such as {@code walk}. */
  public static final class Related extends Node {
    private final String name;
    private final Builtin.Relation relation;
    private final Expr argument;
    private final int answer;
    private final Location at;
    private final Node next;

    public Related(
        String name, Builtin.Relation relation, Expr argument, int answer, Location at, Node next) {
      this.name = name;
      this.relation = relation;
      this.argument = argument;
      this.answer = answer;
      this.at = at;
      this.next = next;
    }

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      Value a = argument.eval(s, f);
      if (a == null) {
        return false;
      }
      Taker taker = new Taker(s, f);
      s.session.calls(at);
      try {
        relation.call(s.session, a, taker);
      } catch (BuiltinError e) {
        s.session.failed(name, e);
      }
      return taker.enough;
    }

    private final class Taker implements Builtin.Answers {
      private final Scope s;
      private final @Nullable Value[] f;
      private boolean enough;

      Taker(Scope s, @Nullable Value[] f) {
        this.s = s;
        this.f = f;
      }

      @Override
      public boolean take(Value value) {
        s.session.step();
        f[answer] = value;
        enough = next.run(s, f);
        return !enough;
      }
    }
  }
}
