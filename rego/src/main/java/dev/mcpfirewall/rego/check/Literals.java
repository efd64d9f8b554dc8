// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.type.Type;
import dev.mcpfirewall.rego.type.Unification;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * Whether a constant is of a type. Unlike the type of the constant it need not have every key that
 * an object of further members may have: options that a call leaves out.
 */
final class Literals {
  private Literals() {}

  static boolean fits(Value value, Type type) {
    return switch (type) {
      case Type.Union union ->
          union.isAny() || union.members().stream().anyMatch(t -> fits(value, t));
      case Type.Array array when value instanceof ArrayValue v -> elements(v, array);
      case Type.Obj object when value instanceof ObjectValue v -> members(v, object);
      case Type.SetOf(Type element) when value instanceof SetValue v ->
          v.elements().stream().allMatch(e -> fits(e, element));
      case Type.Scalar _, Type.Array _, Type.Obj _, Type.SetOf _, Type.Function _ ->
          Unification.unifies(Type.of(value), type);
    };
  }

  private static boolean elements(ArrayValue value, Type.Array type) {
    List<Type> fixed = type.fixed();
    boolean fits =
        type.rest().isPresent() ? value.size() >= fixed.size() : value.size() == fixed.size();
    for (int i = 0; fits && i < value.size(); i++) {
      fits = fits(value.get(i), type.select(NumberValue.of(i)).orElse(Type.ANY));
    }
    return fits;
  }

  private static boolean members(ObjectValue value, Type.Obj type) {
    boolean fits = type.rest().isPresent() || value.size() == type.fixed().size();
    for (int i = 0; fits && i < value.size(); i++) {
      Optional<Type> member = type.select(value.keyAt(i));
      fits = member.isPresent() && fits(value.valueAt(i), member.get());
    }
    return fits;
  }
}
