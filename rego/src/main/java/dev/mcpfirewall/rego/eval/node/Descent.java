// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A reference that leaves the known names: {@code data.pkg[x].y}. It walks rules and base documents
 * side by side, so that only the rules it comes to are evaluated.
 */
public final class Descent extends Node {
  private final Tree start;
  private final @Nullable Expr[] keys;
  private final int[] slots;
  private final int result;
  private final Node next;

  /**
   * @param keys what is asked for at each step; null where all are wanted
   * @param slots what takes the key at each step, or -1
   * @param result what takes the value at the end
   */
  public Descent(Tree start, @Nullable Expr[] keys, int[] slots, int result, Node next) {
    this.start = start;
    this.keys = keys;
    this.slots = slots;
    this.result = result;
    this.next = next;
  }

  @Override
  public boolean run(Scope s, @Nullable Value[] f) {
    return s.hides(start.path()) ? plain(start.base(s), 0, s, f) : tree(start, 0, s, f);
  }

  private boolean tree(Tree node, int i, Scope s, @Nullable Value[] f) {
    if (i == keys.length) {
      return plain(node.document(s), i, s, f);
    }
    Expr wanted = keys[i];
    if (wanted != null) {
      Value key = wanted.eval(s, f);
      if (key == null) {
        return false;
      }
      s.session.seeks(key);
      return child(node, key, i, s, f);
    }
    Value base = node.base(s);
    if (base instanceof ObjectValue object) {
      for (int rank = 0; rank < object.size(); rank++) {
        Value key = object.keyAt(rank);
        if (node.child(key) == null || s.hides(node.path(key))) {
          take(key, i, s, f);
          if (plain(object.valueAt(rank), i + 1, s, f)) {
            return true;
          }
        }
      }
    }
    for (Tree child : node.children()) {
      if (!s.hides(child.path())) {
        take(child.key(), i, s, f);
        if (below(child, i, s, f)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean child(Tree node, Value key, int i, Scope s, @Nullable Value[] f) {
    Tree child = node.child(key);
    if (child == null || s.hides(child.path())) {
      Value base = node.base(s);
      return base != null && plain(Terms.find(base, key), i + 1, s, f);
    }
    return below(child, i, s, f);
  }

  private boolean below(Tree child, int i, Scope s, @Nullable Value[] f) {
    RuleGroup group = child.group();
    return group == null ? tree(child, i + 1, s, f) : plain(group.value(s), i + 1, s, f);
  }

  private void take(Value key, int i, Scope s, @Nullable Value[] f) {
    s.session.step();
    if (slots[i] >= 0) {
      f[slots[i]] = key;
    }
  }

  private boolean plain(@Nullable Value at, int i, Scope s, @Nullable Value[] f) {
    if (at == null) {
      return false;
    }
    if (i == keys.length) {
      f[result] = at;
      return next.run(s, f);
    }
    Expr wanted = keys[i];
    if (wanted != null) {
      Value key = wanted.eval(s, f);
      if (key == null) {
        return false;
      }
      s.session.seeks(key);
      return plain(Terms.find(at, key), i + 1, s, f);
    }
    if (at instanceof ArrayValue array) {
      for (int index = 0; index < array.size(); index++) {
        take(NumberValue.of(index), i, s, f);
        if (plain(array.get(index), i + 1, s, f)) {
          return true;
        }
      }
    } else if (at instanceof ObjectValue object) {
      for (int rank = 0; rank < object.size(); rank++) {
        take(object.keyAt(rank), i, s, f);
        if (plain(object.valueAt(rank), i + 1, s, f)) {
          return true;
        }
      }
    } else if (at instanceof SetValue set) {
      for (int rank = 0; rank < set.size(); rank++) {
        take(set.at(rank), i, s, f);
        if (plain(set.at(rank), i + 1, s, f)) {
          return true;
        }
      }
    }
    return false;
  }
}
