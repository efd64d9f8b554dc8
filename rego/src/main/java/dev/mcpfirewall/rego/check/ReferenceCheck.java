// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Nearest;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.type.Type;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a reference can lead anywhere: each part must fit what it is looked up in. Variables in
 * it get the types of keys.
 */
final class ReferenceCheck {
  /** So many are shown: who has more of them knows them from elsewhere. */
  private static final int MOST_NAMES = 100;

  private final TermTypes types;
  private final TermUnifier unifier;
  private final Map<String, String> written;

  ReferenceCheck(TermTypes types, TermUnifier unifier, Map<String, String> written) {
    this.types = types;
    this.unifier = unifier;
    this.written = written;
  }

  Optional<RegoError> check(Term.Ref ref, Scope scope) {
    if (ref.head() instanceof Term.Var(_, String head) && head.equals("data")) {
      Optional<Documents.Known> known = types.documents().known(RuleOrder.groundPath(ref));
      return known.isPresent()
          ? below(known.get().type(), ref, known.get().path().size(), scope)
          : document(ref, scope);
    }
    if (ref.head() instanceof Term.Var v && types.of(v, scope).isEmpty()) {
      unifier.unify(v, Type.ANY, scope, false);
    }
    return types.of(ref.head(), scope).flatMap(type -> below(type, ref, 0, scope));
  }

  private Optional<RegoError> document(Term.Ref ref, Scope scope) {
    RuleTypes node = types.documents().rules();
    for (int i = 0; i < ref.path().size(); i++) {
      Term part = ref.path().get(i);
      if (i < 2 && !isName(part)) {
        return Optional.of(invalid(ref, i, types.of(part, scope), Type.STRING, node.names()));
      }
      if (part instanceof Term.Scalar(_, Value key)) {
        Optional<RuleTypes> child = node.child(key);
        if (child.isEmpty()) {
          Optional<Type> rule = node.type();
          return rule.isPresent() ? below(rule.get(), ref, i, scope) : Optional.empty();
        }
        node = child.get();
      } else {
        return below(node.extent(), ref, i, scope);
      }
    }
    return node.type()
        .filter(Type.Function.class::isInstance)
        .map(f -> unsupported(ref, ref.path().size() - 1, f));
  }

  private static boolean isName(Term part) {
    return !(part instanceof Term.Scalar(_, Value value)) || value instanceof StringValue;
  }

  private Optional<RegoError> below(Type start, Term.Ref ref, int from, Scope scope) {
    Type type = start;
    for (int i = from; i < ref.path().size(); i++) {
      Term part = ref.path().get(i);
      Optional<Type> keys = type.keys();
      if (keys.isEmpty()) {
        return Optional.of(unsupported(ref, i, type));
      }
      Optional<Type> next;
      if (part instanceof Term.Scalar(_, Value key)) {
        next = type.select(key);
        if (next.isEmpty()) {
          return Optional.of(invalid(ref, i, Optional.empty(), keys.get(), names(type)));
        }
      } else {
        if (!unifier.unify(part, keys.get(), scope, false)) {
          return Optional.of(invalid(ref, i, types.of(part, scope), keys.get(), names(type)));
        }
        next = type.values();
      }
      type = next.orElse(Type.ANY);
    }
    return Optional.empty();
  }

  /** The names an object is known to have, and no others. */
  private static List<Value> names(Type type) {
    List<Value> names = new ArrayList<>();
    for (Type member : type.members()) {
      if (member instanceof Type.Obj object) {
        names.addAll(object.fixed().keySet());
      }
    }
    return names.stream().distinct().sorted().toList();
  }

  private RegoError invalid(
      Term.Ref ref, int at, Optional<Type> have, Type want, List<Value> oneOf) {
    String got =
        have.map(t -> "a key of type " + t)
            .orElseGet(() ->
                ref.path().get(at) instanceof Term.Scalar(_, Value key)
                    ? key.toString()
                    : "this key");
    String wanted = oneOf.isEmpty() ? "keys are of type " + want : "keys are " + listed(oneOf);
    RegoError error =
        RegoError.of(
            ErrorCode.TYPE,
            "undefined ref: " + name(ref) + ": have " + got + ", " + wanted,
            ref.at());
    return ref.path().get(at) instanceof Term.Scalar(_, StringValue key)
        ? Nearest.advice(key.value(), texts(oneOf)).map(error::help).orElse(error)
        : error;
  }

  private static String listed(List<Value> names) {
    String first =
        names.stream().limit(MOST_NAMES).map(Value::toString).collect(Collectors.joining(", "));
    return names.size() <= MOST_NAMES
        ? first
        : first + " and " + (names.size() - MOST_NAMES) + " more";
  }

  private static List<String> texts(List<Value> names) {
    return names.stream()
        .flatMap(v -> v instanceof StringValue s ? Stream.of(s.value()) : Stream.of())
        .toList();
  }

  private RegoError unsupported(Term.Ref ref, int at, Type type) {
    String why =
        type instanceof Type.Function
            ? "a function can only be called"
            : "a " + type + " has no parts, so `" + part(ref.path().get(at)) + "` is never there";
    return RegoError.of(ErrorCode.TYPE, "undefined ref: " + name(ref) + ": " + why, ref.at());
  }

  private String part(Term part) {
    return switch (part) {
      case Term.Scalar(_, StringValue s) -> s.value();
      case Term.Var v -> written.getOrDefault(v.name(), v.isWildcard() ? "_" : v.name());
      default -> part.at().text();
    };
  }

  /** As a person wrote it. */
  private String name(Term.Ref ref) {
    String text = TermTypes.name(ref);
    for (Term part : ref.path()) {
      if (part instanceof Term.Var v && written.containsKey(v.name())) {
        text = text.replace("[" + v.name() + "]", "[" + written.get(v.name()) + "]");
      }
    }
    return ref.head() instanceof Term.Var v && written.containsKey(v.name())
        ? written.get(v.name()) + text.substring(v.name().length())
        : text;
  }
}
