// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.safety;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Variables;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds which variables {@code a = b} binds, from either side. */
final class Unifier {
  private final Readiness bound;

  /** For a variable not yet bound: those that must be bound before it is. */
  private final Map<String, Set<String>> needs = new HashMap<>();

  Unifier(Readiness bound) {
    this.bound = bound;
  }

  /** Binds what the equality of two terms binds. */
  void unify(Term a, Term b) {
    needs.clear();
    pair(a, b);
  }

  private void pair(Term a, Term b) {
    if (isVariable(a)) {
      variable(((Term.Var) a).name(), b);
    } else if (isVariable(b)) {
      variable(((Term.Var) b).name(), a);
    } else if (isPattern(a)) {
      pattern(a, b);
    } else if (isPattern(b)) {
      pattern(b, a);
    }
  }

  private static boolean isVariable(Term term) {
    return term instanceof Term.Var(_, String name) && !Variables.isRoot(name);
  }

  private static boolean isPattern(Term term) {
    return term instanceof Term.Array || term instanceof Term.Obj;
  }

  private void variable(String name, Term other) {
    switch (other) {
      case Term.Var(_, String second) -> {
        if (bound.isBound(second)) {
          mark(name);
        } else if (bound.isBound(name)) {
          mark(second);
        } else {
          need(name, second);
          need(second, name);
        }
      }
      case Term.Array _, Term.Obj _ -> {
        if (bound.isBound(name)) {
          markAll(other);
          return;
        }
        List<String> open = new ArrayList<>();
        patternVariables(other, open);
        open.removeIf(bound::isBound);
        if (open.isEmpty()) {
          mark(name);
        } else {
          open.forEach(v -> need(name, v));
        }
      }
      case Term.Ref ref -> {
        if (bound.isSafe(ref)) {
          mark(name);
        }
      }
      case Term.Scalar _,
          Term.Call _,
          Term.SetOf _,
          Term.ArrayComprehension _,
          Term.SetComprehension _,
          Term.ObjectComprehension _,
          Term.Template _ ->
          mark(name);
    }
  }

  private void pattern(Term pattern, Term other) {
    switch (other) {
      case Term.Scalar(Location at, Value value) -> constant(pattern, at, value);
      case Term.Array(_, List<Term> others) -> {
        if (pattern instanceof Term.Array(_, List<Term> elements)
            && elements.size() == others.size()) {
          for (int i = 0; i < others.size(); i++) {
            pair(elements.get(i), others.get(i));
          }
        }
      }
      case Term.Obj second -> {
        if (pattern instanceof Term.Obj first
            && first.members().size() == second.members().size()) {
          for (Term.Member member : first.members()) {
            member(second, member.key()).ifPresent(value -> pair(member.value(), value));
          }
        }
      }
      case Term.Ref ref -> {
        if (bound.isSafe(ref)) {
          markAll(pattern);
        }
      }
      case Term.Call _, Term.ArrayComprehension _, Term.ObjectComprehension _, Term.Var _ ->
          markAll(pattern);
      case Term.SetOf _, Term.SetComprehension _, Term.Template _ -> {}
    }
  }

  private void constant(Term pattern, Location at, Value value) {
    if (pattern instanceof Term.Array(_, List<Term> elements)
        && value instanceof ArrayValue array
        && array.size() == elements.size()) {
      for (int i = 0; i < elements.size(); i++) {
        pair(elements.get(i), new Term.Scalar(at, array.get(i)));
      }
    } else if (pattern instanceof Term.Obj object
        && value instanceof ObjectValue members
        && members.size() == object.members().size()) {
      for (Term.Member member : object.members()) {
        if (member.key() instanceof Term.Scalar(_, Value key)) {
          Optional.ofNullable(members.find(key))
              .ifPresent(v -> pair(member.value(), new Term.Scalar(at, v)));
        } else {
          markAll(member.value());
        }
      }
    }
  }

  private static Optional<Term> member(Term.Obj object, Term key) {
    for (Term.Member member : object.members()) {
      boolean same =
          switch (member.key()) {
            case Term.Scalar(_, Value value) ->
                key instanceof Term.Scalar(_, Value wanted) && wanted.equals(value);
            case Term.Var(_, String name) ->
                key instanceof Term.Var(_, String wanted) && wanted.equals(name);
            default -> false;
          };
      if (same) {
        return Optional.of(member.value());
      }
    }
    return Optional.empty();
  }

  private void need(String name, String first) {
    needs.computeIfAbsent(name, _ -> new HashSet<>()).add(first);
  }

  private void markAll(Term pattern) {
    List<String> names = new ArrayList<>();
    patternVariables(pattern, names);
    names.forEach(this::mark);
  }

  /** Binds a variable, what waited for it, and what it waited for. */
  private void mark(String name) {
    bound.bind(name);
    Set<String> before = needs.remove(name);
    if (before != null) {
      before.forEach(this::mark);
    }
    if (needs.isEmpty()) {
      return;
    }
    List<String> done = new ArrayList<>();
    needs.forEach((waiting, missing) -> {
      if (missing.remove(name) && missing.isEmpty()) {
        done.add(waiting);
      }
    });
    for (String waiting : done) {
      needs.remove(waiting);
      mark(waiting);
    }
  }

  /** The variables a pattern binds: not in keys, sets, references or calls. */
  private static void patternVariables(Term term, List<String> into) {
    switch (term) {
      case Term.Var(_, String name) -> {
        if (!Variables.isRoot(name)) {
          into.add(name);
        }
      }
      case Term.Array array -> array.elements().forEach(e -> patternVariables(e, into));
      case Term.Obj object -> object.members().forEach(m -> patternVariables(m.value(), into));
      case Term.Scalar _,
          Term.Ref _,
          Term.Call _,
          Term.SetOf _,
          Term.ArrayComprehension _,
          Term.SetComprehension _,
          Term.ObjectComprehension _,
          Term.Template _ -> {}
    }
  }
}
