// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Steps with at most one answer: tests, bindings, destructuring, {@code not}, {@code every}. */
public final class Checks {
  private Checks() {}

  /** Defined and not false. */
  public static final class Truthy extends Check {
    private final Expr expr;

    public Truthy(Expr expr) {
      this.expr = expr;
    }

    @Override
    public boolean holds(Scope s, @Nullable Value[] f) {
      Value value = expr.eval(s, f);
      return value != null && value != BooleanValue.FALSE;
    }
  }

  /** Defined, be it false. */
  public static final class Defined extends Check {
    private final Expr expr;

    public Defined(Expr expr) {
      this.expr = expr;
    }

    @Override
    public boolean holds(Scope s, @Nullable Value[] f) {
      return expr.eval(s, f) != null;
    }
  }

  /** Never. */
  public static final class Never extends Check {
    @Override
    public boolean holds(Scope s, @Nullable Value[] f) {
      return false;
    }
  }

  /** A variable takes a value. */
  public static final class Bind extends Check {
    private final int slot;
    private final Expr expr;

    public Bind(int slot, Expr expr) {
      this.slot = slot;
      this.expr = expr;
    }

    @Override
    public boolean holds(Scope s, @Nullable Value[] f) {
      Value value = expr.eval(s, f);
      f[slot] = value;
      return value != null;
    }
  }

  /** Two values are the same. */
  public static final class Same extends Check {
    private final Expr left;
    private final Expr right;

    public Same(Expr left, Expr right) {
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean holds(Scope s, @Nullable Value[] f) {
      Value a = left.eval(s, f);
      if (a == null) {
        return false;
      }
      Value b = right.eval(s, f);
      return b != null && s.session.same(a, b);
    }
  }

  /** A slot holds an array of this many elements. */
  public static final class ArraySized extends Check {
    private final int slot;
    private final int size;

    public ArraySized(int slot, int size) {
      this.slot = slot;
      this.size = size;
    }

    @Override
    public boolean holds(Scope s, @Nullable Value[] f) {
      return f[slot] instanceof ArrayValue array && array.size() == size;
    }
  }

  /** A slot holds an object of this many members. */
  public static final class ObjectSized extends Check {
    private final int slot;
    private final int size;

    public ObjectSized(int slot, int size) {
      this.slot = slot;
      this.size = size;
    }

    @Override
    public boolean holds(Scope s, @Nullable Value[] f) {
      return f[slot] instanceof ObjectValue object && object.size() == size;
    }
  }

  /** {@code not}: the body has no answer. */
  public static final class Not extends Check {
    private final Node body;

    public Not(Node body) {
      this.body = body;
    }

    @Override
    public boolean holds(Scope s, @Nullable Value[] f) {
      return !body.run(s, f);
    }
  }

  /** The body has an answer. */
  public static final class Any extends Check {
    private final Node body;

    public Any(Node body) {
      this.body = body;
    }

    @Override
    public boolean holds(Scope s, @Nullable Value[] f) {
      return body.run(s, f);
    }
  }

  /** {@code every}: the body has an answer for each element of a collection. */
  public static final class Every extends Check {
    private final Expr domain;
    private final int key;
    private final int value;
    private final Node body;

    /** {@code key} is -1 where it is not asked for. */
    public Every(Expr domain, int key, int value, Node body) {
      this.domain = domain;
      this.key = key;
      this.value = value;
      this.body = body;
    }

    @Override
    public boolean holds(Scope s, @Nullable Value[] f) {
      Value in = domain.eval(s, f);
      if (in instanceof ArrayValue array) {
        return array(array, s, f);
      }
      if (in instanceof ObjectValue object) {
        for (int i = 0; i < object.size(); i++) {
          if (!one(object.keyAt(i), object.valueAt(i), s, f)) {
            return false;
          }
        }
        return true;
      }
      return in instanceof SetValue set && set(set, s, f);
    }

    private boolean array(ArrayValue array, Scope s, @Nullable Value[] f) {
      for (int i = 0; i < array.size(); i++) {
        s.session.step();
        if (key >= 0) {
          f[key] = NumberValue.of(i);
        }
        f[value] = array.get(i);
        if (!body.run(s, f)) {
          return false;
        }
      }
      return true;
    }

    private boolean set(SetValue set, Scope s, @Nullable Value[] f) {
      for (int i = 0; i < set.size(); i++) {
        Value element = set.at(i);
        if (!one(element, element, s, f)) {
          return false;
        }
      }
      return true;
    }

    private boolean one(Value k, Value v, Scope s, @Nullable Value[] f) {
      s.session.step();
      if (key >= 0) {
        f[key] = k;
      }
      f[value] = v;
      return body.run(s, f);
    }
  }
}
