// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Constants, variables and composites. */
public final class Terms {
  private Terms() {}

  /** A value known beforehand. */
  public static final class Constant extends Expr {
    private final Value value;

    public Constant(Value value) {
      this.value = value;
    }

    @Override
    public Value eval(Scope s, @Nullable Value[] f) {
      return value;
    }

    @Override
    public Value constant() {
      return value;
    }
  }

  /** Never defined. */
  public static final class Undefined extends Expr {
    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      return null;
    }
  }

  /** A bound variable. */
  public static final class Slot extends Expr {
    final int slot;

    public Slot(int slot) {
      this.slot = slot;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      return f[slot];
    }
  }

  /** The whole of {@code input}. */
  public static final class Input extends Expr {
    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      return s.input;
    }
  }

  /** {@code [a, b]}. */
  public static final class ArrayOf extends Expr {
    private final Expr[] elements;

    public ArrayOf(Expr[] elements) {
      this.elements = elements;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      Value[] values = new Value[elements.length];
      for (int i = 0; i < values.length; i++) {
        Value value = elements[i].eval(s, f);
        if (value == null) {
          return null;
        }
        values[i] = value;
      }
      return s.session.built(ArrayValue.of(values));
    }
  }

  /** {@code {a, b}}. */
  public static final class SetOf extends Expr {
    private final Expr[] elements;

    public SetOf(Expr[] elements) {
      this.elements = elements;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      SetValue.Builder set = SetValue.builder(elements.length);
      for (Expr element : elements) {
        Value value = element.eval(s, f);
        if (value == null) {
          return null;
        }
        s.session.seeks(value);
        set.add(value);
      }
      return s.session.built(set.build());
    }
  }

  /** {@code {k: v}}; keys and values in turn. */
  public static final class ObjectOf extends Expr {
    private final Expr[] members;

    public ObjectOf(Expr[] members) {
      this.members = members;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      ObjectValue.Builder object = ObjectValue.builder(members.length / 2);
      for (int i = 0; i < members.length; i += 2) {
        Value key = members[i].eval(s, f);
        Value value = key == null ? null : members[i + 1].eval(s, f);
        if (key == null || value == null) {
          return null;
        }
        s.session.seeks(key);
        object.put(key, value);
      }
      return s.session.built(object.build());
    }
  }

  /** What a nested body collects: a comprehension. */
  public static final class Comprehension extends Expr {
    private final Ends.Kind kind;
    private final Node body;

    public Comprehension(Ends.Kind kind, Node body) {
      this.kind = kind;
      this.body = body;
    }

    @Override
    public Value eval(Scope s, @Nullable Value[] f) {
      Session session = s.session;
      session.step();
      Object before = session.collector;
      Object mine = Ends.collector(kind);
      session.collector = mine;
      body.run(s, f);
      session.collector = before;
      return session.built(Ends.collected(mine));
    }
  }

  /** What {@code array[0]}, {@code object.key}, {@code set[element]} is. */
  public static final class Lookup extends Expr {
    private final Expr from;
    private final Expr key;

    public Lookup(Expr from, Expr key) {
      this.from = from;
      this.key = key;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      Value in = from.eval(s, f);
      if (in == null) {
        return null;
      }
      Value k = key.eval(s, f);
      if (k == null) {
        return null;
      }
      s.session.seeks(k);
      return find(in, k);
    }
  }

  /** A path of constants into something. */
  public static final class Path extends Expr {
    private final Expr from;
    private final Value[] keys;

    public Path(Expr from, Value[] keys) {
      this.from = from;
      this.keys = keys;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      return find(from.eval(s, f), keys);
    }
  }

  /** What is at a key of a document; null where undefined. */
  static @Nullable Value find(@Nullable Value in, Value key) {
    if (in instanceof ObjectValue object) {
      return object.find(key);
    }
    if (in instanceof ArrayValue array) {
      return array.find(key);
    }
    return in instanceof SetValue set && set.contains(key) ? key : null;
  }

  /** What is at the end of a path. */
  static @Nullable Value find(@Nullable Value in, Value[] keys) {
    Value at = in;
    for (int i = 0; i < keys.length && at != null; i++) {
      at = at instanceof ObjectValue object ? object.find(keys[i]) : find(at, keys[i]);
    }
    return at;
  }

  /** An element of an array known to be one with enough elements. */
  public static final class Element extends Expr {
    private final int slot;
    private final int index;

    public Element(int slot, int index) {
      this.slot = slot;
      this.index = index;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      return f[slot] instanceof ArrayValue array ? array.get(index) : null;
    }
  }
}
