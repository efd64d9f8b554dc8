// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.collection;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;

/** Sets out of sets; the difference of two is also {@code minus}. */
public final class SetAlgebra {
  private SetAlgebra() {}

  /** The family. */
  public static List<Builtin> list() {
    String two = "(x: set[any], y: set[any]) set[any]";
    String many = "(xs: set[set[any]]) set[any]";
    return List.of(
        new Builtin("and", two, (Builtin.Of2) SetAlgebra::and),
        new Builtin("or", two, (Builtin.Of2) SetAlgebra::or),
        new Builtin("set_diff", two, (Builtin.Of2) SetAlgebra::difference),
        new Builtin("intersection", many, (Builtin.Of1) SetAlgebra::intersection),
        new Builtin("union", many, (Builtin.Of1) SetAlgebra::union));
  }

  private static Value and(Evaluation in, Value a, Value b) {
    return chosen(in, Operand.set(a, 1), Operand.set(b, 2), true);
  }

  private static Value difference(Evaluation in, Value a, Value b) {
    return chosen(in, Operand.set(a, 1), Operand.set(b, 2), false);
  }

  /** What is in one set and is, or is not, in the other. */
  private static SetValue chosen(Evaluation in, SetValue a, SetValue b, boolean within) {
    SetValue from = within && b.size() < a.size() ? b : a;
    SetValue other = within && b.size() < a.size() ? a : b;
    in.spend(from.weight());
    SetValue.Builder found = SetValue.builder(0);
    for (int i = 0; i < from.size(); i++) {
      if (other.contains(from.member(i)) == within) {
        found.add(from.member(i));
      }
    }
    return found.build();
  }

  private static Value or(Evaluation in, Value a, Value b) {
    SetValue x = Operand.set(a, 1);
    SetValue y = Operand.set(b, 2);
    if (x.size() == 0) {
      return y;
    }
    if (y.size() == 0) {
      return x;
    }
    SetValue.Builder both = SetValue.builder(x.size() + y.size());
    add(in, x, both);
    add(in, y, both);
    return both.build();
  }

  private static void add(Evaluation in, SetValue from, SetValue.Builder to) {
    in.spend(from.weight());
    for (int i = 0; i < from.size(); i++) {
      to.add(from.member(i));
    }
  }

  private static Value intersection(Evaluation in, Value a) {
    SetValue sets = Operand.set(a, 1);
    if (sets.size() == 0) {
      return SetValue.EMPTY;
    }
    SetValue common = Operand.set(sets.at(0), 1);
    for (int i = 1; i < sets.size(); i++) {
      common = chosen(in, common, Operand.set(sets.at(i), 1), true);
    }
    return common;
  }

  private static Value union(Evaluation in, Value a) {
    SetValue sets = Operand.set(a, 1);
    SetValue.Builder all = SetValue.builder(0);
    for (int i = 0; i < sets.size(); i++) {
      add(in, Operand.set(sets.at(i), 1), all);
    }
    return all.build();
  }
}
