// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.collection;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code walk}: a value and all within it, each with the path to it, parents first, in ascending
 * order of keys. The next is looked for when the last was taken.
 *
 * <p>Whoever evaluates {@code walk(x, [_, value])} or knows a part of the path spares work with
 * {@link #values} and {@link #matching}.
 */
public final class Walk {
  private static final Value[] ROOT = {};

  private Walk() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin("walk", "(x: any) array<array[any], any>", (Builtin.Relation) Walk::pairs));
  }

  /** Each as {@code [path, value]}. */
  public static void pairs(Evaluation in, Value root, Builtin.Answers each) {
    pairs(in, ROOT, root, each);
  }

  /** Each without its path. */
  public static void values(Evaluation in, Value root, Builtin.Answers each) {
    visit(in, root, each);
  }

  /**
   * Each as {@code [path, value]} whose path has the length of the pattern and its elements, null
   * standing for any.
   */
  public static void matching(
      Evaluation in, Value root, List<@Nullable Value> pattern, Builtin.Answers each) {
    matching(in, ROOT, root, pattern, each);
  }

  private static boolean pairs(Evaluation in, Value[] path, Value value, Builtin.Answers each) {
    in.spend(1);
    return each.take(pair(path, value))
        && children(value, (key, child) -> pairs(in, longer(path, key), child, each));
  }

  private static boolean visit(Evaluation in, Value value, Builtin.Answers each) {
    in.spend(1);
    return each.take(value) && children(value, (_, child) -> visit(in, child, each));
  }

  private static boolean matching(
      Evaluation in,
      Value[] path,
      Value value,
      List<@Nullable Value> pattern,
      Builtin.Answers each) {
    in.spend(1);
    if (path.length == pattern.size()) {
      return each.take(pair(path, value));
    }
    Value key = pattern.get(path.length);
    if (key == null) {
      return children(value, (k, child) -> matching(in, longer(path, k), child, pattern, each));
    }
    Value child = ObjectParts.step(value, key);
    return child == null || matching(in, longer(path, key), child, pattern, each);
  }

  private static Value pair(Value[] path, Value value) {
    return ArrayValue.of(ArrayValue.of(path), value);
  }

  private static Value[] longer(Value[] path, Value key) {
    Value[] longer = Arrays.copyOf(path, path.length + 1);
    longer[path.length] = key;
    return longer;
  }

  /** Whether all children were taken. */
  private static boolean children(Value value, Child each) {
    switch (value) {
      case ArrayValue array -> {
        for (int i = 0; i < array.size(); i++) {
          if (!each.take(NumberValue.of(i), array.get(i))) {
            return false;
          }
        }
      }
      case ObjectValue object -> {
        for (int i = 0; i < object.size(); i++) {
          if (!each.take(object.keyAt(i), object.valueAt(i))) {
            return false;
          }
        }
      }
      case SetValue set -> {
        for (int i = 0; i < set.size(); i++) {
          if (!each.take(set.at(i), set.at(i))) {
            return false;
          }
        }
      }
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> {}
    }
    return true;
  }

  /** A key and what stands under it; whether more are wanted. */
  @FunctionalInterface
  private interface Child {
    boolean take(Value key, Value child);
  }
}
