// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.type;

import dev.mcpfirewall.rego.type.Type.Array;
import dev.mcpfirewall.rego.type.Type.Function;
import dev.mcpfirewall.rego.type.Type.Members;
import dev.mcpfirewall.rego.type.Type.Obj;
import dev.mcpfirewall.rego.type.Type.Scalar;
import dev.mcpfirewall.rego.type.Type.SetOf;
import dev.mcpfirewall.rego.type.Type.Union;
import dev.mcpfirewall.rego.value.Value;
import java.util.Map;
import java.util.Optional;

/** Whether some value can be of two types at once. */
public final class Unification {
  /**
   * So many pairs of types are looked at: unions of unions multiply. Two types that it takes longer
   * to tell apart are taken for alike.
   */
  private static final int PAIRS = 100_000;

  private int left = PAIRS;

  private Unification() {}

  /**
   * Whether the two types have a value in common, as far as types tell, and as far as that can be
   * seen in some milliseconds: then, too, the answer is yes. Symmetric but for that.
   */
  public static boolean unifies(Type a, Type b) {
    return new Unification().unify(a, b);
  }

  private boolean unify(Type a, Type b) {
    if (left <= 0) {
      return true;
    }
    left--;
    if (a instanceof Union u) {
      return !(b instanceof Function)
          && (u.isAny() || u.members().stream().anyMatch(t -> unify(t, b)));
    }
    if (b instanceof Union) {
      return unify(b, a);
    }
    return switch (a) {
      case Scalar _ -> a.equals(b);
      case Array x -> b instanceof Array y && elements(x, y) && both(x.rest(), y.rest());
      case Obj x ->
          b instanceof Obj y
              && members(x, y, true)
              && members(y, x, false)
              && both(x.rest().map(Members::value), y.rest().map(Members::value));
      case SetOf x -> b instanceof SetOf y && unify(x.element(), y.element());
      case Function x -> b instanceof Function y && parameters(x, y);
      case Union _ -> throw new AssertionError("handled above");
    };
  }

  private boolean both(Optional<Type> a, Optional<Type> b) {
    return a.isEmpty() || b.isEmpty() || unify(a.get(), b.get());
  }

  /** Each pair once: twice would be exponential in the depth. */
  private boolean elements(Array a, Array b) {
    for (int i = 0; i < Math.max(a.fixed().size(), b.fixed().size()); i++) {
      Optional<Type> one = element(a, i);
      Optional<Type> other = element(b, i);
      if (one.isEmpty() || other.isEmpty() || !unify(one.get(), other.get())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Type> element(Array array, int index) {
    return index < array.fixed().size() ? Optional.of(array.fixed().get(index)) : array.rest();
  }

  /** The fixed members of an object; those that the other one fixes, too, if {@code shared}. */
  private boolean members(Obj a, Obj b, boolean shared) {
    for (Map.Entry<Value, Type> member : a.fixed().entrySet()) {
      if (!shared && b.fixed().containsKey(member.getKey())) {
        continue;
      }
      Optional<Type> other = b.select(member.getKey());
      if (other.isEmpty() || !unify(member.getValue(), other.get())) {
        return false;
      }
    }
    return true;
  }

  private boolean parameters(Function a, Function b) {
    if (a.parameters().size() != b.parameters().size()) {
      return false;
    }
    for (int i = 0; i < a.parameters().size(); i++) {
      if (!unify(a.parameters().get(i).type(), b.parameters().get(i).type())) {
        return false;
      }
    }
    return true;
  }
}
