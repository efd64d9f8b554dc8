// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.type.Type;
import dev.mcpfirewall.rego.type.Unification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the literals of a body from first to last, each with the types that those before it gave
 * its variables.
 */
final class BodyCheck {
  private final TermTypes types;
  private final TermUnifier unifier;
  private final ReferenceCheck references;
  private final List<RegoError> errors = new ArrayList<>();

  BodyCheck(Documents documents, Map<String, String> written) {
    types = new TermTypes(documents);
    unifier = new TermUnifier(types);
    references = new ReferenceCheck(types, unifier, written);
  }

  List<RegoError> errors() {
    return errors;
  }

  TermTypes types() {
    return types;
  }

  void body(Body body, Scope scope) {
    for (Literal literal : body.literals()) {
      switch (literal.form()) {
        case Literal.Test(Term.Call call) when isEquality(call) -> equality(call, scope);
        case Literal.Test(Term term) -> term(term, scope);
        case Literal.Every every -> every(every, scope);
        case Literal.Some _, Literal.SomeIn _ ->
            throw new AssertionError("rewritten by the compiler");
      }
      literal.withs().forEach(with -> with(with, scope));
    }
  }

  private static boolean isEquality(Term.Call call) {
    return call.arguments().size() == 2
        && call.operator() instanceof Term.Var(_, String name)
        && (name.equals("eq") || name.equals("equal"));
  }

  private void equality(Term.Call call, Scope scope) {
    int before = errors.size();
    Term a = call.arguments().getFirst();
    Term b = call.arguments().getLast();
    term(a, scope);
    term(b, scope);
    if (errors.size() > before) {
      return;
    }
    Optional<Type> left = types.of(a, scope);
    Optional<Type> right = types.of(b, scope);
    if (!unifier.unify(a, b, scope)) {
      error(
          call.at(),
          "match error: left is " + text(left) + ", right is " + text(right) + ": never equal");
    }
  }

  private void every(Literal.Every every, Scope scope) {
    term(every.domain(), scope);
    Optional<Type> domain = types.of(every.domain(), scope);
    Scope inner = scope.nested();
    every
        .key()
        .ifPresent(key -> inner.put(key.name(), domain.flatMap(Type::keys).orElse(Type.ANY)));
    inner.put(every.value().name(), domain.flatMap(Type::values).orElse(Type.ANY));
    body(every.body(), inner);
  }

  private void with(Literal.With with, Scope scope) {
    if (with.target() instanceof Term.Ref target && types.documents().isDeclared(target)) {
      reference(target, scope);
    }
    Optional<Type.Function> target = types.function(with.target());
    Optional<Type.Function> value =
        with.value() instanceof Term.Ref || with.value() instanceof Term.Var
            ? types.function(with.value())
            : Optional.empty();
    if (value.isEmpty()) {
      term(with.value(), scope);
    }
    if (target.isPresent()
        && value.isPresent()
        && !Unification.unifies(target.get(), value.get())) {
      error(
          with.at(),
          TermTypes.name(with.target())
              + ": arity mismatch: have "
              + value.get().wants()
              + ", want "
              + target.get().wants());
    }
  }

  /** Checks a term and all within it. */
  void term(Term term, Scope scope) {
    switch (term) {
      case Term.Scalar _, Term.Var _ -> {}
      case Term.Ref ref -> reference(ref, scope);
      case Term.Array array -> array.elements().forEach(e -> term(e, scope));
      case Term.SetOf set -> set.elements().forEach(e -> term(e, scope));
      case Term.Obj object ->
          object
              .members()
              .forEach(m -> {
                term(m.key(), scope);
                term(m.value(), scope);
              });
      case Term.ArrayComprehension c -> {
        Scope inner = inside(c.body(), scope, c.head());
        types.of(c.head(), inner).ifPresent(t -> types.put(c, Type.arrayOf(t)));
      }
      case Term.SetComprehension c -> {
        Scope inner = inside(c.body(), scope, c.head());
        types.of(c.head(), inner).ifPresent(t -> types.put(c, new Type.SetOf(t)));
      }
      case Term.ObjectComprehension c -> {
        Scope inner = inside(c.body(), scope, c.key(), c.value());
        Optional<Type> key = types.of(c.key(), inner);
        types
            .of(c.value(), inner)
            .ifPresent(v -> types.put(c, Type.objectOf(key.orElse(Type.ANY), v)));
      }
      case Term.Call call -> call(call, scope);
      case Term.Template template ->
          template
              .parts()
              .forEach(part -> {
                if (part instanceof Term.Hole(Term hole, _)) {
                  term(hole, scope);
                }
              });
    }
  }

  private Scope inside(Body body, Scope scope, Term... heads) {
    Scope inner = scope.nested();
    body(body, inner);
    for (Term head : heads) {
      term(head, inner);
    }
    return inner;
  }

  private void reference(Term.Ref ref, Scope scope) {
    int before = errors.size();
    term(ref.head(), scope);
    ref.path().forEach(part -> term(part, scope));
    if (errors.size() == before) {
      references.check(ref, scope).ifPresent(errors::add);
    }
  }

  private void call(Term.Call call, Scope scope) {
    int before = errors.size();
    call.arguments().forEach(argument -> term(argument, scope));
    Optional<Type.Function> function = types.function(call.operator());
    if (function.isEmpty() || errors.size() > before) {
      return;
    }
    List<Type.Parameter> parameters = function.get().parameters();
    for (int i = 0; i < call.arguments().size(); i++) {
      Optional<Type> wanted =
          i < parameters.size() ? Optional.of(parameters.get(i).type()) : function.get().variadic();
      if (wanted.isPresent()
          && !unifier.unify(call.arguments().get(i), wanted.get(), scope, false)) {
        List<String> have = call.arguments().stream().map(a -> text(types.of(a, scope))).toList();
        error(
            call.at(),
            TermTypes.name(call.operator())
                + ": invalid argument(s): have ("
                + String.join(", ", have)
                + "), want "
                + function.get().wants());
        return;
      }
    }
  }

  private static String text(Optional<Type> type) {
    return type.map(Type::toString).orElse("???");
  }

  private void error(Location at, String message) {
    errors.add(RegoError.of(ErrorCode.TYPE, message, at));
  }
}
