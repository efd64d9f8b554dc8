// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.number;

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
import java.util.List;
import java.util.function.IntPredicate;

/** Equality and order of any two values, and whether one is in the other. */
public final class Comparisons {
  private Comparisons() {}

  /** The family. */
  public static List<Builtin> list() {
    String two = "(x: any, y: any) boolean";
    return List.of(
        new Builtin("eq", two, (Builtin.Of2) Comparisons::equal),
        new Builtin("equal", two, (Builtin.Of2) Comparisons::equal),
        new Builtin("neq", two, (Builtin.Of2) (in, a, b) -> BooleanValue.of(!same(in, a, b))),
        new Builtin("lt", two, order(c -> c < 0)),
        new Builtin("lte", two, order(c -> c <= 0)),
        new Builtin("gt", two, order(c -> c > 0)),
        new Builtin("gte", two, order(c -> c >= 0)),
        new Builtin(
            "internal.member_2", "(x: any, xs: any) boolean", (Builtin.Of2) Comparisons::member),
        new Builtin(
            "internal.member_3",
            "(k: any, v: any, xs: any) boolean",
            (Builtin.Of3) Comparisons::memberAt));
  }

  private static Value equal(Evaluation in, Value a, Value b) {
    return BooleanValue.of(same(in, a, b));
  }

  private static boolean same(Evaluation in, Value a, Value b) {
    in.spend(Math.min(a.weight(), b.weight()));
    return a.equals(b);
  }

  private static Builtin.Of2 order(IntPredicate holds) {
    return (in, a, b) -> {
      in.spend(Math.min(a.weight(), b.weight()));
      return BooleanValue.of(holds.test(a.compareTo(b)));
    };
  }

  private static Value member(Evaluation in, Value a, Value collection) {
    in.spend(Math.min(a.weight(), collection.weight()));
    return BooleanValue.of(
        switch (collection) {
          case SetValue set -> set.contains(a);
          case ArrayValue array -> {
            in.spend(array.size());
            yield array.elements().contains(a);
          }
          case ObjectValue object -> {
            in.spend(object.size());
            boolean found = false;
            for (int i = 0; i < object.size() && !found; i++) {
              found = object.memberValue(i).equals(a);
            }
            yield found;
          }
          case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> false;
        });
  }

  private static Value memberAt(Evaluation in, Value key, Value value, Value collection) {
    return BooleanValue.of(
        switch (collection) {
          case SetValue set -> key.equals(value) && set.contains(key);
          case ArrayValue array -> value.equals(array.find(key));
          case ObjectValue object -> value.equals(object.find(key));
          case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> false;
        });
  }
}
