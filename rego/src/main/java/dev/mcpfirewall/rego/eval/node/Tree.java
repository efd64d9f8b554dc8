// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Packages and rules by name, beside the base documents of the same names. */
public final class Tree {
  private final int index;
  private final Value[] path;
  private final Map<Value, Tree> children = new LinkedHashMap<>();
  private @Nullable RuleGroup group;

  /** A node without rules yet; {@code index} is where its document is kept. */
  public Tree(int index, Value... path) {
    this.index = index;
    this.path = path;
  }

  /** The path with one more key. */
  public Value[] path(Value key) {
    Value[] longer = Arrays.copyOf(path, path.length + 1);
    longer[path.length] = key;
    return longer;
  }

  /** From {@code data}, without it. */
  public Value[] path() {
    return path;
  }

  public void add(Value key, Tree child) {
    children.put(key, child);
  }

  public void group(RuleGroup rules) {
    group = rules;
  }

  public @Nullable RuleGroup group() {
    return group;
  }

  public @Nullable Tree child(Value key) {
    return children.get(key);
  }

  public Collection<Tree> children() {
    return children.values();
  }

  Value key() {
    return path[path.length - 1];
  }

  /** The base document of the same path. */
  @Nullable Value base(Scope s) {
    return Terms.find(s.data, path);
  }

  /** What is here: the value of the rules, or base and rules below in one object. */
  @Nullable Value document(Scope s) {
    if (s.hides(path)) {
      return base(s);
    }
    RuleGroup rules = group;
    if (rules != null) {
      return rules.value(s);
    }
    Value known = s.result(index);
    if (known == null) {
      s.session.enter(Location.NONE);
      known = merge(s);
      s.session.leave();
      s.result(index, known);
    }
    return known;
  }

  private Value merge(Scope s) {
    ObjectValue.Builder object = ObjectValue.builder(children.size());
    for (Tree child : children.values()) {
      Value value = child.document(s);
      if (value != null) {
        object.put(child.key(), value);
      }
    }
    Value base = base(s);
    return s.session.built(base == null ? object.build() : merge(base, object.build()));
  }

  /** Members of both; where both have one, and it is no object, the base document's stays. */
  private static Value merge(Value base, Value rules) {
    if (!(base instanceof ObjectValue a) || !(rules instanceof ObjectValue b) || a == b) {
      return base;
    }
    ObjectValue.Builder object = ObjectValue.builder(a.size() + b.size());
    b.forEach(object::put);
    for (int i = 0; i < a.size(); i++) {
      Value other = b.find(a.keyAt(i));
      object.put(a.keyAt(i), other == null ? a.valueAt(i) : merge(a.valueAt(i), other));
    }
    return object.build();
  }

  /** The document of a node, as an expression. */
  public static final class Document extends Expr {
    private final Tree node;

    public Document(Tree node) {
      this.node = node;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      return node.document(s);
    }
  }

  /** A path below a partial object that other rules may stand on. */
  public static final class Member extends Expr {
    private final Tree node;
    private final RuleGroup.ObjectGroup group;
    private final Value[] keys;

    public Member(Tree node, RuleGroup.ObjectGroup group, Value[] keys) {
      this.node = node;
      this.group = group;
      this.keys = keys;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      return s.hides(node.path) ? Terms.find(node.base(s), keys) : group.at(keys, s);
    }
  }

  /** A base document where there are no rules. */
  public static final class Base extends Expr {
    private final Value[] keys;

    public Base(Value... keys) {
      this.keys = keys;
    }

    @Override
    public @Nullable Value eval(Scope s, @Nullable Value[] f) {
      return Terms.find(s.data, keys);
    }
  }
}
