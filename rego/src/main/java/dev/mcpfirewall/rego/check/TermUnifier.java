// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.type.Type;
import dev.mcpfirewall.rego.type.Unification;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * Terms against types: says whether they can agree, and gives their variables the types they then
 * have.
 */
final class TermUnifier {
  private final TermTypes types;

  TermUnifier(TermTypes types) {
    this.types = types;
  }

  /** Whether two terms can be equal. */
  boolean unify(Term a, Term b, Scope scope) {
    Optional<Type> typeA = types.of(a, scope);
    Optional<Type> typeB = types.of(b, scope);
    if (typeA.isPresent() && typeB.isPresent()) {
      return Unification.unifies(typeA.get(), typeB.get());
    }
    if (typeB.isPresent()) {
      return unify(a, typeB.get(), scope, false);
    }
    if (typeA.isPresent()) {
      return unify(b, typeA.get(), scope, false);
    }
    return switch (a) {
      case Term.Array x when b instanceof Term.Array y -> elements(x, y, scope);
      case Term.Obj x when b instanceof Term.Obj y -> members(x, y, scope);
      case Term.Array _, Term.Obj _ when !(b instanceof Term.Var) -> isOpaque(b);
      default -> {
        // Both have variables without values: what can be said is that they have one.
        bind(a, scope);
        bind(b, scope);
        yield true;
      }
    };
  }

  private static boolean isOpaque(Term term) {
    return !(term instanceof Term.Array || term instanceof Term.Obj || term instanceof Term.SetOf);
  }

  private void bind(Term term, Scope scope) {
    if (!(term instanceof Term.Ref || term instanceof Term.Call)) {
      unify(term, Type.ANY, scope, false);
    }
  }

  private boolean elements(Term.Array a, Term.Array b, Scope scope) {
    boolean fits = a.elements().size() == b.elements().size();
    for (int i = 0; fits && i < a.elements().size(); i++) {
      fits = unify(a.elements().get(i), b.elements().get(i), scope);
    }
    return fits;
  }

  private boolean members(Term.Obj a, Term.Obj b, Scope scope) {
    for (Term.Member mine : a.members()) {
      for (Term.Member theirs : b.members()) {
        if (mine.key() instanceof Term.Scalar(_, Value x)
            && theirs.key() instanceof Term.Scalar(_, Value y)
            && x.equals(y)
            && !unify(mine.value(), theirs.value(), scope)) {
          return false;
        }
      }
    }
    bind(a, scope);
    bind(b, scope);
    return true;
  }

  /**
   * Whether a term can be of a type.
   *
   * @param widen whether a variable may already have been given another type by another member of a
   *     union: then it is one of both
   */
  boolean unify(Term term, Type type, Scope scope, boolean widen) {
    return switch (term) {
      case Term.Array array -> array(array, type, scope, widen);
      case Term.Obj object -> object(object, type, scope, widen);
      case Term.SetOf set -> set(set, type, scope, widen);
      case Term.Scalar(_, Value value) -> Literals.fits(value, type);
      case Term.Var v when !v.name().equals("input") && !v.name().equals("data") ->
          variable(v, type, scope, widen);
      default -> types.of(term, scope).map(known -> Unification.unifies(known, type)).orElse(true);
    };
  }

  private static boolean variable(Term.Var v, Type type, Scope scope, boolean widen) {
    Optional<Type> known = scope.find(v.name());
    if (known.isPresent() && !widen) {
      return Unification.unifies(known.get(), type);
    }
    scope.put(v.name(), known.map(type::or).orElse(type));
    return true;
  }

  private boolean array(Term.Array array, Type type, Scope scope, boolean widen) {
    return switch (type) {
      case Type.Array(List<Type> fixed, Optional<Type> rest) -> {
        List<Term> elements = array.elements();
        boolean fits =
            rest.isPresent() ? elements.size() >= fixed.size() : elements.size() == fixed.size();
        for (int i = 0; fits && i < elements.size(); i++) {
          fits =
              unify(elements.get(i), type.select(NumberValue.of(i)).orElse(Type.ANY), scope, widen);
        }
        yield fits;
      }
      case Type.Union union -> any(array, array.elements(), union, scope);
      default -> false;
    };
  }

  private boolean object(Term.Obj object, Type type, Scope scope, boolean widen) {
    return switch (type) {
      case Type.Obj known -> {
        boolean fits = known.rest().isPresent() || object.members().size() == known.fixed().size();
        for (int i = 0; fits && i < object.members().size(); i++) {
          Term.Member member = object.members().get(i);
          if (member.key() instanceof Term.Scalar(_, Value key)) {
            Optional<Type> value = known.select(key);
            fits = value.isPresent() && unify(member.value(), value.get(), scope, widen);
          } else {
            unify(member.value(), Type.ANY, scope, widen);
          }
        }
        yield fits;
      }
      case Type.Union union ->
          any(object, object.members().stream().map(Term.Member::value).toList(), union, scope);
      default -> false;
    };
  }

  private boolean set(Term.SetOf set, Type type, Scope scope, boolean widen) {
    return switch (type) {
      case Type.SetOf(Type of) -> set.elements().stream().allMatch(e -> unify(e, of, scope, widen));
      case Type.Union union -> any(set, set.elements(), union, scope);
      default -> false;
    };
  }

  private boolean any(Term composite, List<Term> parts, Type.Union union, Scope scope) {
    if (union.isAny()) {
      parts.forEach(part -> unify(part, Type.ANY, scope, true));
      return true;
    }
    boolean fits = false;
    for (Type member : union.members()) {
      fits |= unify(composite, member, scope, true);
    }
    return fits;
  }
}
