// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.type;

import dev.mcpfirewall.rego.type.Type.Array;
import dev.mcpfirewall.rego.type.Type.Function;
import dev.mcpfirewall.rego.type.Type.Members;
import dev.mcpfirewall.rego.type.Type.Obj;
import dev.mcpfirewall.rego.type.Type.Scalar;
import dev.mcpfirewall.rego.type.Type.SetOf;
import dev.mcpfirewall.rego.type.Type.Union;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Optional;

/** Whether some value can be of two types at once. */
public final class Unification {
  private Unification() {}

  /** Whether the two types have a value in common, as far as types tell. Symmetric. */
  public static boolean unifies(Type a, Type b) {
    if (a instanceof Union u) {
      return !(b instanceof Function)
          && (u.isAny() || u.members().stream().anyMatch(t -> unifies(t, b)));
    }
    if (b instanceof Union) {
      return unifies(b, a);
    }
    return switch (a) {
      case Scalar _ -> a.equals(b);
      case Array x ->
          b instanceof Array y && elements(x, y) && elements(y, x) && both(x.rest(), y.rest());
      case Obj x ->
          b instanceof Obj y
              && members(x, y)
              && members(y, x)
              && both(x.rest().map(Members::value), y.rest().map(Members::value));
      case SetOf x -> b instanceof SetOf y && unifies(x.element(), y.element());
      case Function x -> b instanceof Function y && parameters(x, y);
      case Union _ -> throw new AssertionError("handled above");
    };
  }

  private static boolean both(Optional<Type> a, Optional<Type> b) {
    return a.isEmpty() || b.isEmpty() || unifies(a.get(), b.get());
  }

  private static boolean elements(Array a, Array b) {
    for (int i = 0; i < a.fixed().size(); i++) {
      Optional<Type> other = b.select(NumberValue.of(i));
      if (other.isEmpty() || !unifies(a.fixed().get(i), other.get())) {
        return false;
      }
    }
    return true;
  }

  private static boolean members(Obj a, Obj b) {
    for (Value key : a.fixed().keySet()) {
      Optional<Type> other = b.select(key);
      if (other.isEmpty() || !unifies(a.select(key).orElseThrow(), other.get())) {
        return false;
      }
    }
    return true;
  }

  private static boolean parameters(Function a, Function b) {
    if (a.parameters().size() != b.parameters().size()) {
      return false;
    }
    for (int i = 0; i < a.parameters().size(); i++) {
      if (!unifies(a.parameters().get(i).type(), b.parameters().get(i).type())) {
        return false;
      }
    }
    return true;
  }
}
