// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.type.Signature;
import dev.mcpfirewall.rego.type.Type;
import dev.mcpfirewall.rego.type.TypeWeight;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The types of terms. Empty is: not known, or not yet, as a variable in it has no value so far. */
final class TermTypes {
  /** By their text, as several tables of built-ins may be in use. */
  private static final Map<String, Type.Function> SIGNATURES = new ConcurrentHashMap<>();

  private final Documents documents;

  /**
   * Comprehensions that were checked. Their type is worked out once: again each time would be
   * exponential in their nesting.
   */
  private final IdentityHashMap<Term, Type> comprehensions = new IdentityHashMap<>();

  TermTypes(Documents documents) {
    this.documents = documents;
  }

  Documents documents() {
    return documents;
  }

  void put(Term comprehension, Type type) {
    comprehensions.put(comprehension, TypeWeight.bounded(type));
  }

  Optional<Type> of(Term term, Scope scope) {
    return switch (term) {
      case Term.Scalar(_, Value value) -> Optional.of(Type.of(value));
      case Term.Var v -> variable(v.name(), scope);
      case Term.Ref ref -> reference(ref, scope);
      case Term.Array array -> array(array, scope).map(TypeWeight::bounded);
      case Term.Obj object -> object(object, scope).map(TypeWeight::bounded);
      case Term.SetOf set -> set(set, scope).map(TypeWeight::bounded);
      case Term.ArrayComprehension _, Term.SetComprehension _, Term.ObjectComprehension _ ->
          Optional.ofNullable(comprehensions.get(term));
      case Term.Call call -> function(call.operator()).map(Type.Function::result);
      case Term.Template _ -> Optional.of(Type.STRING);
    };
  }

  private Optional<Type> variable(String name, Scope scope) {
    return switch (name) {
      case "input" -> Optional.of(documents.input());
      case "data" -> Optional.of(Type.ANY);
      default -> scope.find(name);
    };
  }

  private Optional<Type> array(Term.Array array, Scope scope) {
    List<Type> fixed = new ArrayList<>();
    for (Term element : array.elements()) {
      Optional<Type> type = of(element, scope);
      if (type.isEmpty()) {
        return type;
      }
      fixed.add(type.get());
    }
    return Optional.of(
        fixed.isEmpty() ? Type.arrayOf(Type.ANY) : new Type.Array(fixed, Optional.empty()));
  }

  private Optional<Type> object(Term.Obj object, Scope scope) {
    SortedMap<Value, Type> fixed = new TreeMap<>();
    List<Type> keys = new ArrayList<>();
    List<Type> values = new ArrayList<>();
    for (Term.Member member : object.members()) {
      Optional<Type> value = of(member.value(), scope);
      Optional<Type> key = of(member.key(), scope);
      if (value.isEmpty() || key.isEmpty()) {
        return Optional.empty();
      }
      if (member.key() instanceof Term.Scalar(_, Value name)) {
        fixed.merge(name, value.get(), Type::or);
      } else {
        keys.add(key.get());
        values.add(value.get());
      }
    }
    Optional<Type.Members> rest =
        keys.isEmpty()
            ? Optional.empty()
            : Optional.of(new Type.Members(Type.oneOf(keys), Type.oneOf(values)));
    return Optional.of(
        object.members().isEmpty() ? Type.objectOf(Type.ANY, Type.ANY) : new Type.Obj(fixed, rest));
  }

  private Optional<Type> set(Term.SetOf set, Scope scope) {
    List<Type> all = new ArrayList<>();
    for (Term element : set.elements()) {
      Optional<Type> type = of(element, scope);
      if (type.isEmpty()) {
        return type;
      }
      all.add(type.get());
    }
    return Optional.of(new Type.SetOf(all.isEmpty() ? Type.ANY : Type.oneOf(all)));
  }

  private Optional<Type> reference(Term.Ref ref, Scope scope) {
    if (ref.head() instanceof Term.Var(_, String head) && head.equals("data")) {
      Optional<Documents.Known> known = documents.known(RuleOrder.groundPath(ref));
      return known.isPresent()
          ? along(Optional.of(known.get().type()), ref.path(), known.get().path().size())
          : document(documents.rules(), ref.path());
    }
    return along(of(ref.head(), scope), ref.path(), 0);
  }

  /** What is at a path below a node of {@code data}. */
  private static Optional<Type> document(RuleTypes root, List<Term> path) {
    RuleTypes node = root;
    for (int i = 0; i < path.size(); i++) {
      Optional<RuleTypes> child =
          path.get(i) instanceof Term.Scalar(_, Value key) ? node.child(key) : Optional.empty();
      if (child.isEmpty()) {
        boolean dynamic = !(path.get(i) instanceof Term.Scalar);
        return node.type().isPresent() || dynamic
            ? along(Optional.of(node.extent()), path, i)
            : Optional.of(Type.ANY);
      }
      node = child.get();
    }
    return Optional.of(node.extent());
  }

  private static Optional<Type> along(Optional<Type> from, List<Term> path, int start) {
    Optional<Type> type = from;
    for (int i = start; i < path.size() && type.isPresent(); i++) {
      type =
          path.get(i) instanceof Term.Scalar(_, Value key)
              ? type.get().select(key)
              : type.get().values();
    }
    return type;
  }

  /** What a call calls; empty where it is unknown, or its types are. */
  Optional<Type.Function> function(Term operator) {
    if (operator instanceof Term.Ref(_, Term.Var(_, String head), List<Term> path)
        && head.equals("data")) {
      return document(documents.rules(), path)
          .flatMap(t -> t instanceof Type.Function f ? Optional.of(f) : Optional.empty());
    }
    return documents
        .builtins()
        .find(name(operator))
        .map(b -> SIGNATURES.computeIfAbsent(b.signature(), Signature::parse));
  }

  /** As it is written: {@code json.patch}, {@code data.lib.f}. */
  static String name(Term operator) {
    return switch (operator) {
      case Term.Var v -> v.name();
      case Term.Ref ref ->
          name(ref.head()) + ref.path().stream().map(TermTypes::part).collect(Collectors.joining());
      default -> "";
    };
  }

  private static String part(Term part) {
    return switch (part) {
      case Term.Scalar(_, StringValue s) when s.value().matches("[A-Za-z_][A-Za-z0-9_]*") ->
          "." + s.value();
      case Term.Scalar(_, Value value) -> "[" + value + "]";
      case Term.Var v -> "[" + (v.isWildcard() ? "_" : v.name()) + "]";
      default -> "[" + part.at().text() + "]";
    };
  }
}
