// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.collection;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code array.*}. */
public final class ArrayParts {
  private ArrayParts() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin(
            "array.concat",
            "(x: array[any], y: array[any]) array[any]",
            (Builtin.Of2) ArrayParts::concat),
        new Builtin(
            "array.slice",
            "(arr: array[any], start: number, stop: number) array[any]",
            (Builtin.Of3) ArrayParts::slice),
        new Builtin(
            "array.reverse", "(arr: array[any]) array[any]", (Builtin.Of1) ArrayParts::reverse),
        new Builtin(
            "array.flatten", "(arr: array[any]) array[any]", (Builtin.Of1) ArrayParts::flatten));
  }

  private static Value concat(Evaluation in, Value a, Value b) {
    ArrayValue x = Operand.array(a, 1);
    ArrayValue y = Operand.array(b, 2);
    if (x.size() == 0) {
      return y;
    }
    if (y.size() == 0) {
      return x;
    }
    int size = Math.addExact(x.size(), y.size());
    in.spend(size);
    Value[] both = new Value[size];
    for (int i = 0; i < size; i++) {
      both[i] = i < x.size() ? x.get(i) : y.get(i - x.size());
    }
    return ArrayValue.of(both);
  }

  private static Value slice(Evaluation in, Value a, Value b, Value c) {
    ArrayValue array = Operand.array(a, 1);
    int from = Operand.integer(b, 2);
    int to = Math.clamp(Operand.integer(c, 3), 0, array.size());
    from = Math.clamp(from, 0, to);
    if (from == 0 && to == array.size()) {
      return array;
    }
    in.spend(to - from);
    return ArrayValue.of(array.elements().subList(from, to));
  }

  private static Value reverse(Evaluation in, Value a) {
    ArrayValue array = Operand.array(a, 1);
    in.spend(array.size());
    return ArrayValue.of(array.elements().reversed());
  }

  /** By one level. */
  private static Value flatten(Evaluation in, Value a) {
    ArrayValue array = Operand.array(a, 1);
    List<Value> flat = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) instanceof ArrayValue inner) {
        in.spend(1 + inner.size());
        flat.addAll(inner.elements());
      } else {
        in.spend(1);
        flat.add(array.get(i));
      }
    }
    return ArrayValue.of(flat);
  }
}
