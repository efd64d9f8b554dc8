// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands at the end of a body: it takes an answer and says whether more are wanted. */
public final class Ends {
  static final String KEYS_UNIQUE = "object keys must be unique";

  private Ends() {}

  /** What is collected. */
  public enum Kind {
    ARRAY,
    SET,
    OBJECT
  }

  static Object collector(Kind kind) {
    return switch (kind) {
      case ARRAY -> new ArrayList<Value>();
      case SET -> SetValue.builder(0);
      case OBJECT -> ObjectValue.builder(0);
    };
  }

  static Value collected(Object collector) {
    if (collector instanceof SetValue.Builder set) {
      return set.build();
    }
    if (collector instanceof ObjectValue.Builder object) {
      return object.build();
    }
    @SuppressWarnings("unchecked")
    List<Value> list = (List<Value>) collector;
    return ArrayValue.of(list);
  }

  /** One answer is enough. */
  public static final class Found extends Node {
    public static final Found FOUND = new Found();

    private Found() {}

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      return true;
    }
  }

  /** An element of an array or a set under construction. */
  public static final class Add extends Node {
    private final Expr element;

    public Add(Expr element) {
      this.element = element;
    }

    @Override
    @SuppressWarnings("unchecked")
    public boolean run(Scope s, @Nullable Value[] f) {
      Value value = element.eval(s, f);
      if (value == null) {
        return false;
      }
      s.session.step();
      if (s.session.collector instanceof SetValue.Builder set) {
        s.session.seeks(value);
        set.add(value);
        s.session.size(set.size());
      } else if (s.session.collector instanceof List<?> list) {
        ((List<Value>) list).add(value);
        s.session.size(list.size());
      }
      return false;
    }
  }

  /** A member of an object under construction. */
  public static final class Put extends Node {
    private final Expr key;
    private final Expr value;
    private final Location at;

    public Put(Expr key, Expr value, Location at) {
      this.key = key;
      this.value = value;
      this.at = at;
    }

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      Value k = key.eval(s, f);
      Value v = k == null ? null : value.eval(s, f);
      if (k == null || v == null) {
        return false;
      }
      s.session.step();
      if (s.session.collector instanceof ObjectValue.Builder object) {
        s.session.seeks(k);
        Value before = object.put(k, v);
        if (before != null && !s.session.same(before, v)) {
          throw Session.failure(ErrorCode.EVAL_CONFLICT, KEYS_UNIQUE, at);
        }
        s.session.size(object.size());
      }
      return false;
    }
  }

  /** The value of a complete rule or a function, left in slot 0; there can be only one. */
  public static final class Give extends Node {
    private final Expr value;
    private final boolean enough;
    private final String conflict;
    private final Location at;

    /** {@code enough}: whether all answers are the same. */
    public Give(Expr value, boolean enough, String conflict, Location at) {
      this.value = value;
      this.enough = enough;
      this.conflict = conflict;
      this.at = at;
    }

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      Value v = value.eval(s, f);
      if (v == null) {
        return false;
      }
      Value before = f[0];
      if (before != null && !s.session.same(before, v)) {
        throw Session.failure(ErrorCode.EVAL_CONFLICT, conflict, at);
      }
      f[0] = v;
      return enough;
    }
  }

  /** A leaf of a partial object: at the end of a path, a value or an element of a set. */
  public static final class Insert extends Node {
    private final Expr[] path;
    private final Expr value;
    private final boolean element;
    private final Location at;

    public Insert(Expr[] path, Expr value, boolean element, Location at) {
      this.path = path;
      this.value = value;
      this.element = element;
      this.at = at;
    }

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      Value[] keys = new Value[path.length];
      for (int i = 0; i < keys.length; i++) {
        Value key = path[i].eval(s, f);
        if (key == null) {
          return false;
        }
        keys[i] = key;
      }
      Value v = value.eval(s, f);
      if (v == null) {
        return false;
      }
      s.session.step();
      if (s.session.collector instanceof Growing object) {
        object.insert(keys, v, element, at);
      }
      return false;
    }
  }

  /** A row of a query: the values of its variables and of its expressions. */
  public static final class Report extends Node {
    private final Value[] names;
    private final int[] slots;
    private final Expr[] expressions;

    public Report(Value[] names, int[] slots, Expr[] expressions) {
      this.names = names;
      this.slots = slots;
      this.expressions = expressions;
    }

    @Override
    public boolean run(Scope s, @Nullable Value[] f) {
      Value[] values = new Value[expressions.length];
      for (int i = 0; i < values.length; i++) {
        Value value = expressions[i].eval(s, f);
        if (value == null) {
          return false;
        }
        values[i] = value;
        s.session.reports(value);
      }
      ObjectValue bindings = ObjectValue.EMPTY;
      if (names.length > 0) {
        ObjectValue.Builder builder = ObjectValue.builder(names.length);
        for (int i = 0; i < names.length; i++) {
          Value bound = f[slots[i]];
          if (bound != null) {
            builder.put(names[i], bound);
          }
        }
        bindings = builder.build();
        s.session.reports(bindings);
      }
      s.session.step();
      return s.session.collector instanceof Rows rows && !rows.take(bindings, values);
    }
  }

  /** Takes the rows of a query. */
  @FunctionalInterface
  public interface Rows {
    /** Whether more are wanted. */
    boolean take(ObjectValue bindings, Value[] expressions);
  }
}
