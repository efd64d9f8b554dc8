// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All definitions of one name. Made empty, so that rules can refer to it before its own are
 * planned; {@link #define} once; then immutable.
 */
public abstract sealed class RuleGroup
    permits RuleGroup.Single, RuleGroup.SetGroup, RuleGroup.ObjectGroup {
  private static final Candidates NONE = new Candidates.All(new Definition[0]);

  private final int index;
  private final Value[] path;
  private final Location at;
  private Candidates rules = NONE;
  private int frame = 1;
  private @Nullable Value fixed;

  private RuleGroup(int index, Value[] path, Location at) {
    this.index = index;
    this.path = path;
    this.at = at;
  }

  /** One definition, and what is tried where it gives nothing. */
  public record Definition(Node entry, @Nullable Definition otherwise) {}

  /** Sets what it consists of; {@code size} is the size of the frame that all of them fit in. */
  public void define(Candidates definitions, int size) {
    rules = definitions;
    frame = size;
  }

  /** Its value depends on nothing. */
  public void fix(Value value) {
    fixed = value;
  }

  /** Size of the frame its definitions are evaluated in. */
  public int frame() {
    return frame;
  }

  Value[] path() {
    return path;
  }

  Location at() {
    return at;
  }

  abstract @Nullable Value compute(Scope s);

  /** Its value in a scope, worked out once; null where undefined. */
  final @Nullable Value value(Scope s) {
    if (fixed != null) {
      return fixed;
    }
    Value known = s.result(index);
    if (known != null) {
      return known == Session.NOTHING ? null : known;
    }
    s.session.enter(at);
    Value value = compute(s);
    s.session.leave();
    s.result(index, value == null ? Session.NOTHING : value);
    return value;
  }

  /** Evaluates what may apply; true where one has seen enough. */
  final boolean each(Scope s, @Nullable Value[] f) {
    return each(rules, s, f);
  }

  private boolean each(Candidates from, Scope s, @Nullable Value[] f) {
    Candidates at = from;
    while (at instanceof Candidates.Split split) {
      Candidates hit = split.hit(s, f);
      if (hit != null && each(hit, s, f)) {
        return true;
      }
      at = split.others();
    }
    if (at instanceof Candidates.All all) {
      for (Definition definition : all.definitions()) {
        if (one(definition, s, f)) {
          return true;
        }
      }
    }
    return false;
  }

  abstract boolean one(Definition definition, Scope s, @Nullable Value[] f);

  /** Of one value: complete rules and functions. */
  public abstract static sealed class Single extends RuleGroup permits Complete, Function {
    private final String conflict;
    private boolean alike;
    private @Nullable Expr otherwise;

    private Single(int index, Value[] path, Location at, String conflict) {
      super(index, path, at);
      this.conflict = conflict;
    }

    /** {@code alike}: all definitions give the same value; {@code otherwise}: the default's. */
    public void values(boolean alike, @Nullable Expr otherwise) {
      this.alike = alike;
      this.otherwise = otherwise;
    }

    @Override
    final boolean one(Definition definition, Scope s, @Nullable Value[] f) {
      if (definition.otherwise() == null) {
        definition.entry().run(s, f);
      } else {
        Value before = f[0];
        f[0] = null;
        for (Definition d = definition; d != null && f[0] == null; d = d.otherwise()) {
          d.entry().run(s, f);
        }
        if (f[0] == null) {
          f[0] = before;
        } else if (before != null && !s.session.same(before, f[0])) {
          throw Session.failure(ErrorCode.EVAL_CONFLICT, conflict, at());
        }
      }
      return alike && f[0] != null;
    }

    final @Nullable Value single(Scope s, @Nullable Value[] f) {
      each(s, f);
      Value value = f[0];
      return value == null && otherwise != null ? otherwise.eval(s, f) : value;
    }
  }

  /** A complete rule. */
  public static final class Complete extends Single {
    public static final String CONFLICT = "complete rules must not produce multiple outputs";

    public Complete(int index, Value[] path, Location at) {
      super(index, path, at, CONFLICT);
    }

    @Override
    @Nullable Value compute(Scope s) {
      return single(s, new Value[frame()]);
    }
  }

  /** A function; its arguments are in the slots from 1. */
  public static final class Function extends Single implements Calls.Target {
    public static final String CONFLICT =
        "functions must not produce multiple outputs for same inputs";

    private final int arity;
    private boolean remembered;

    public Function(int index, Value[] path, Location at, int arity) {
      super(index, path, at, CONFLICT);
      this.arity = arity;
    }

    /** Whether its answers are worth remembering. */
    public void remember(boolean worth) {
      remembered = worth;
    }

    @Override
    @Nullable Value compute(Scope s) {
      return null;
    }

    @Override
    public @Nullable Value call(Scope s, Value[] arguments, Location from) {
      @Nullable Value[] f = new Value[frame()];
      System.arraycopy(arguments, 0, f, 1, arguments.length);
      return apply(s, f);
    }

    @Nullable Value apply(Scope s, @Nullable Value[] f) {
      if (!remembered) {
        return run(s, f);
      }
      Value[] arguments = new Value[arity];
      for (int i = 0; i < arity; i++) {
        Value argument = f[i + 1];
        arguments[i] = argument == null ? Session.NOTHING : argument;
      }
      Calls.Arguments key = new Calls.Arguments(s.session, this, arguments);
      Value known = s.remembered(key);
      if (known != null) {
        return known == Session.NOTHING ? null : known;
      }
      Value value = run(s, f);
      s.remember(key, value == null ? Session.NOTHING : value);
      return value;
    }

    private @Nullable Value run(Scope s, @Nullable Value[] f) {
      s.session.enter(at());
      Value value = single(s, f);
      s.session.leave();
      return value;
    }
  }

  /** A partial set. */
  public static final class SetGroup extends RuleGroup {
    public SetGroup(int index, Value[] path, Location at) {
      super(index, path, at);
    }

    @Override
    Value compute(Scope s) {
      Session session = s.session;
      Object before = session.collector;
      Object mine = Ends.collector(Ends.Kind.SET);
      session.collector = mine;
      each(s, new Value[frame()]);
      session.collector = before;
      return session.built(Ends.collected(mine));
    }

    @Override
    boolean one(Definition definition, Scope s, @Nullable Value[] f) {
      return definition.entry().run(s, f);
    }
  }

  /**
   * A partial object, and all rules whose names lie below its own. The two are worked out apart: a
   * rule below may ask for another one below.
   */
  public static final class ObjectGroup extends RuleGroup {
    private final Tree node;

    public ObjectGroup(int index, Value[] path, Location at, Tree node) {
      super(index, path, at);
      this.node = node;
    }

    @Override
    Value compute(Scope s) {
      Growing all = new Growing(s.session);
      all.absorb(own(s), at());
      below(node, all, s);
      return all.build();
    }

    /** What its own rules give. */
    private Growing own(Scope s) {
      Growing known = s.growing(this);
      if (known == null) {
        Session session = s.session;
        session.enter(at());
        Object before = session.collector;
        known = new Growing(session);
        session.collector = known;
        each(s, new Value[frame()]);
        session.collector = before;
        session.leave();
        s.growing(this, known);
      }
      return known;
    }

    /** Adds all that rules below a node give. */
    private void below(Tree from, Growing into, Scope s) {
      from.children().forEach(child -> below(child, into, s, child.key()));
    }

    private void below(Tree child, Growing into, Scope s, Value key) {
      RuleGroup group = child.group();
      if (group == null || group instanceof ObjectGroup) {
        Growing all = new Growing(s.session);
        if (group instanceof ObjectGroup inner) {
          all.absorb(inner.own(s), at());
        }
        below(child, all, s);
        if (!all.isEmpty()) {
          into.inner(key, at()).absorb(all, at());
        }
      } else {
        Value value = group.value(s);
        if (value != null) {
          into.put(key, value, group instanceof SetGroup, at());
        }
      }
    }

    /** What is at the end of a path, evaluating only the rules below that can be there. */
    @Nullable Value at(Value[] keys, Scope s) {
      Growing at = own(s);
      Tree here = node;
      for (int i = 0; i < keys.length; i++) {
        Value key = keys[i];
        Tree child = here.child(key);
        if (child == null) {
          return rest(at.built(key), keys, i + 1);
        }
        Growing one = at.only(key, at());
        boolean last = i == keys.length - 1;
        RuleGroup group = child.group();
        if (last || group != null && !(group instanceof ObjectGroup)) {
          below(child, one, s, key);
          return rest(one.built(key), keys, i + 1);
        }
        if (group instanceof ObjectGroup inner && !inner.own(s).isEmpty()) {
          one.inner(key, at()).absorb(inner.own(s), at());
        }
        if (one.leaf(key)) {
          below(child, one, s, key);
          return rest(one.built(key), keys, i + 1);
        }
        at = one.inner(key, at());
        here = child;
      }
      return null;
    }

    private static @Nullable Value rest(@Nullable Value at, Value[] keys, int from) {
      return at == null || from == keys.length
          ? at
          : Terms.find(at, Arrays.copyOfRange(keys, from, keys.length));
    }

    @Override
    boolean one(Definition definition, Scope s, @Nullable Value[] f) {
      return definition.entry().run(s, f);
    }
  }
}
