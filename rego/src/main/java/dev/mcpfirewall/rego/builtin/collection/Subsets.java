// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.collection;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;

/** {@code object.subset}: also of sets, of arrays, and of a set in an array. */
public final class Subsets {
  private Subsets() {}

  /** The family. */
  public static List<Builtin> list() {
    String either = "object[any: any] | set[any] | array[any]";
    return List.of(
        new Builtin(
            "object.subset",
            "(super: " + either + ", sub: " + either + ") any",
            (Builtin.Of2) Subsets::subset));
  }

  private static Value subset(Evaluation in, Value a, Value b) {
    if (a instanceof ArrayValue array && b instanceof SetValue set) {
      return BooleanValue.of(holdsAll(in, array, set));
    }
    if (a instanceof ObjectValue && b instanceof ObjectValue
        || a instanceof SetValue && b instanceof SetValue
        || a instanceof ArrayValue && b instanceof ArrayValue) {
      return BooleanValue.of(within(in, a, b));
    }
    throw BuiltinError.type(
        "both arguments object.subset must be of the same type or array and set");
  }

  private static boolean within(Evaluation in, Value a, Value b) {
    if (a instanceof ObjectValue x && b instanceof ObjectValue y) {
      in.spend(y.size());
      for (int i = 0; i < y.size(); i++) {
        Value theirs = x.find(y.memberKey(i));
        if (theirs == null || !within(in, theirs, y.memberValue(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof SetValue x && b instanceof SetValue y) {
      in.spend(y.weight());
      for (int i = 0; i < y.size(); i++) {
        if (!x.contains(y.member(i))) {
          return false;
        }
      }
      return true;
    }
    return a instanceof ArrayValue x && b instanceof ArrayValue y ? run(in, x, y) : a.equals(b);
  }

  /** An array that stands in another as it is; found in linear time (Knuth, Morris, Pratt). */
  private static boolean run(Evaluation in, ArrayValue text, ArrayValue part) {
    if (part.size() == 0) {
      return true;
    }
    if (part.size() > text.size()) {
      return false;
    }
    in.spend(text.weight());
    in.spend(part.weight());
    int[] back = new int[part.size()];
    for (int i = 1, k = 0; i < part.size(); i++) {
      while (k > 0 && !part.get(i).equals(part.get(k))) {
        k = back[k - 1];
      }
      k = part.get(i).equals(part.get(k)) ? k + 1 : k;
      back[i] = k;
    }
    for (int i = 0, k = 0; i < text.size(); i++) {
      while (k > 0 && !text.get(i).equals(part.get(k))) {
        k = back[k - 1];
      }
      k = text.get(i).equals(part.get(k)) ? k + 1 : k;
      if (k == part.size()) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsAll(Evaluation in, ArrayValue array, SetValue set) {
    in.spend(array.weight());
    in.spend(set.weight());
    SetValue elements = SetValue.of(array.elements());
    for (int i = 0; i < set.size(); i++) {
      if (!elements.contains(set.member(i))) {
        return false;
      }
    }
    return true;
  }
}
