// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.safety;

import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Equality;
import dev.mcpfirewall.rego.compile.names.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a literal can be evaluated with the variables bound so far, and what it binds then. A
 * literal is looked at in steps, as OPA would take it apart: calls inside it first, from the left,
 * each with what its references bind; then the whole.
 */
final class Readiness {
  private final Set<String> bound;
  private final List<String> added = new ArrayList<>();
  private final List<String> fresh = new ArrayList<>();
  private final Unifier unifier;

  /**
   * @param bound what is bound; {@link #ready} adds to it
   */
  Readiness(Set<String> bound) {
    this.bound = bound;
    this.unifier = new Unifier(this);
  }

  /** What the last literal that was ready has bound. */
  List<String> added() {
    return added;
  }

  /** Whether a literal can be evaluated now; if so, what it binds is bound afterwards. */
  boolean ready(Literal literal) {
    added.clear();
    if (isBound(literal)) {
      return true;
    }
    if (!literal.negated() && areBound(literal.withs()) && settles(literal.form())) {
      return true;
    }
    undo();
    return false;
  }

  /** Whether a term can be evaluated now; if so, what it binds is bound afterwards. */
  boolean ready(Term term) {
    added.clear();
    if (isBound(term) || settle(term) && step(List.of(term))) {
      return true;
    }
    undo();
    return false;
  }

  private void undo() {
    added.forEach(bound::remove);
    added.clear();
  }

  private boolean settles(Literal.Form form) {
    return switch (form) {
      case Literal.Test(Term.Call call) when Equality.is(call) ->
          settle(call.arguments().getFirst())
              && settle(call.arguments().getLast())
              && equality(call.arguments().getFirst(), call.arguments().getLast());
      case Literal.Test(Term.Call call) -> settle(call.arguments()) && step(call.arguments());
      case Literal.Test(Term term) -> settle(term) && step(List.of(term));
      case Literal.Every every -> settle(every.domain()) && step(List.of(every.domain()));
      case Literal.Some _, Literal.SomeIn _ -> throw new AssertionError("rewritten before");
    };
  }

  private boolean equality(Term a, Term b) {
    outputs(a);
    outputs(b);
    bindFresh();
    unifier.unify(a, b);
    return isBound(a) && isBound(b);
  }

  private boolean step(List<Term> terms) {
    for (Term term : terms) {
      outputs(term);
    }
    bindFresh();
    return areAllBound(terms);
  }

  private void bindFresh() {
    for (String name : fresh) {
      bind(name);
    }
    fresh.clear();
  }

  /** Binds a variable for as long as the literal is ready. */
  void bind(String name) {
    if (bound.add(name)) {
      added.add(name);
    }
  }

  boolean isBound(String name) {
    return Variables.isRoot(name) || bound.contains(name);
  }

  private boolean settle(List<Term> terms) {
    for (Term term : terms) {
      if (!settle(term)) {
        return false;
      }
    }
    return true;
  }

  /** Takes the calls inside a term, in order. */
  private boolean settle(Term term) {
    return switch (term) {
      case Term.Call call -> settle(call.arguments()) && step(call.arguments());
      case Term.Ref ref ->
          settle(ref.head())
              && settle(ref.path())
              && (ref.head() instanceof Term.Var || step(List.of(ref.head())));
      case Term.Array array -> settle(array.elements());
      case Term.SetOf set -> settle(set.elements());
      case Term.Obj object -> {
        for (Term.Member member : object.members()) {
          if (!settle(member.key()) || !settle(member.value())) {
            yield false;
          }
        }
        yield true;
      }
      case Term.Scalar _,
          Term.Var _,
          Term.ArrayComprehension _,
          Term.SetComprehension _,
          Term.ObjectComprehension _,
          Term.Template _ ->
          true;
    };
  }

  /** Collects what references in a term bind; those inside calls had their turn. */
  private void outputs(Term term) {
    switch (term) {
      case Term.Ref ref -> {
        if (isSafe(ref)) {
          for (Term part : ref.path()) {
            outputsOfPath(part);
            outputs(part);
          }
        }
      }
      case Term.Array array -> array.elements().forEach(this::outputs);
      case Term.SetOf set -> set.elements().forEach(this::outputs);
      case Term.Obj object -> {
        for (Term.Member member : object.members()) {
          outputs(member.key());
          outputs(member.value());
        }
      }
      case Term.Scalar _,
          Term.Var _,
          Term.Call _,
          Term.ArrayComprehension _,
          Term.SetComprehension _,
          Term.ObjectComprehension _,
          Term.Template _ -> {}
    }
  }

  private void outputsOfPath(Term part) {
    switch (part) {
      case Term.Var(_, String name) -> {
        if (!isBound(name)) {
          fresh.add(name);
        }
      }
      case Term.Array array -> array.elements().forEach(this::outputsOfPath);
      case Term.Obj object -> object.members().forEach(m -> outputsOfPath(m.value()));
      case Term.Ref ref -> ref.path().forEach(this::outputsOfPath);
      case Term.Scalar _,
          Term.Call _,
          Term.SetOf _,
          Term.ArrayComprehension _,
          Term.SetComprehension _,
          Term.ObjectComprehension _,
          Term.Template _ -> {}
    }
  }

  /** Whether what a reference starts with is bound. */
  boolean isSafe(Term.Ref ref) {
    return switch (ref.head()) {
      case Term.Var(_, String name) -> isBound(name);
      case Term.Call _ -> true;
      default -> isBound(ref.head());
    };
  }

  private boolean isBound(Literal literal) {
    return switch (literal.form()) {
          case Literal.Test(Term term) -> isBound(term);
          case Literal.Every every -> isBound(every.domain());
          case Literal.Some _, Literal.SomeIn _ -> throw new AssertionError("rewritten before");
        }
        && areBound(literal.withs());
  }

  private boolean areBound(List<Literal.With> withs) {
    for (Literal.With with : withs) {
      if (with.target() instanceof Term.Ref ref && !areAllBound(ref.path())
          || !Variables.isBuiltin(with.value()) && !isBound(with.value())) {
        return false;
      }
    }
    return true;
  }

  private boolean areAllBound(List<? extends Term> terms) {
    for (Term term : terms) {
      if (!isBound(term)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every variable outside the bodies in a term is bound. */
  boolean isBound(Term term) {
    return switch (term) {
      case Term.Scalar _,
          Term.ArrayComprehension _,
          Term.SetComprehension _,
          Term.ObjectComprehension _,
          Term.Template _ ->
          true;
      case Term.Var(_, String name) -> isBound(name);
      case Term.Ref ref -> isBound(ref.head()) && areAllBound(ref.path());
      case Term.Array array -> areAllBound(array.elements());
      case Term.SetOf set -> areAllBound(set.elements());
      case Term.Call call -> areAllBound(call.arguments());
      case Term.Obj object -> {
        for (Term.Member member : object.members()) {
          if (!isBound(member.key()) || !isBound(member.value())) {
            yield false;
          }
        }
        yield true;
      }
    };
  }
}
