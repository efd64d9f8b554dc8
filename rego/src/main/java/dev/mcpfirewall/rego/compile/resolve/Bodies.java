// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.resolve;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Declared;
import dev.mcpfirewall.rego.compile.names.Equality;
import dev.mcpfirewall.rego.compile.names.Unit;
import dev.mcpfirewall.rego.compile.names.Variables;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.BooleanValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves the names in bodies and takes declarations out of them: {@code some} goes, {@code some …
 * in} and {@code :=} become {@code =}.
 */
final class Bodies {
  private final Unit unit;
  private final Rewriter rewriter;
  private final Prints prints;

  Bodies(Unit unit, Rewriter rewriter) {
    this.unit = unit;
    this.rewriter = rewriter;
    this.prints = new Prints(unit);
  }

  /** A body with its names resolved; the scope is that of the body itself. */
  Body body(Body body, Scope scope) {
    if (body.literals().isEmpty()) {
      return body;
    }
    List<Literal> out = new ArrayList<>(body.literals().size());
    for (Literal literal : body.literals()) {
      literal(literal, scope, out);
    }
    if (out.isEmpty()) {
      Term yes = new Term.Scalar(body.at(), BooleanValue.TRUE);
      out.add(new Literal(body.at(), false, new Literal.Test(yes), List.of()));
    }
    return new Body(body.at(), out);
  }

  private void literal(Literal literal, Scope scope, List<Literal> out) {
    switch (literal.form()) {
      case Literal.Test(Term.Call call) when Equality.isAssignment(call) ->
          out.add(assignment(literal, call, scope));
      case Literal.Test(Term.Call call) -> call(literal, call, scope, out);
      case Literal.Test(Term term) ->
          out.add(with(literal, new Literal.Test(rewriter.term(term, scope)), scope));
      case Literal.Some(List<Term.Var> variables) -> {
        for (Term.Var variable : variables) {
          declare(variable, Scope.Kind.DECLARED, scope);
        }
      }
      case Literal.SomeIn some -> out.add(someIn(literal, some, scope));
      case Literal.Every every -> out.add(every(literal, every, scope));
    }
  }

  private Literal with(Literal literal, Literal.Form form, Scope scope) {
    return new Literal(
        literal.at(),
        literal.negated(),
        form,
        literal.withs().isEmpty()
            ? literal.withs()
            : rewriter.withs().rewrite(literal.withs(), scope));
  }

  private void call(Literal literal, Term.Call call, Scope scope, List<Literal> out) {
    if (prints.isPrint(call)) {
      if (!unit.settings().print()) {
        return;
      }
      List<Term> arguments = rewriter.terms(call.arguments(), scope);
      out.add(with(literal, new Literal.Test(prints.captured(call, arguments)), scope));
      return;
    }
    out.add(with(literal, new Literal.Test(rewriter.call(call, scope, true)), scope));
  }

  private Literal assignment(Literal literal, Term.Call call, Scope scope) {
    if (literal.negated()) {
      unit.problems().compile(literal.at(), "cannot assign vars inside negated expression");
      return literal;
    }
    Term left = call.arguments().getFirst();
    if (unit.guarded() && left instanceof Term.Var(_, String name) && Variables.isRoot(name)) {
      shadows(name, literal.at());
      return literal;
    }
    Term right = rewriter.term(call.arguments().getLast(), scope);
    List<Literal.With> withs = rewriter.withs().rewrite(literal.withs(), scope);
    Term pattern = assigned(left, scope);
    return new Literal(
        literal.at(), false, new Literal.Test(Equality.of(call.at(), pattern, right)), withs);
  }

  /** The left side of {@code :=}: variables, which become known here, and patterns of them. */
  private Term assigned(Term pattern, Scope scope) {
    return switch (pattern) {
      case Term.Var variable -> declare(variable, Scope.Kind.ASSIGNED, scope);
      case Term.Array array -> {
        List<Term> elements = new ArrayList<>(array.elements().size());
        for (Term element : array.elements()) {
          elements.add(assigned(element, scope));
        }
        yield new Term.Array(array.at(), elements);
      }
      case Term.Obj object -> {
        List<Term.Member> members = new ArrayList<>(object.members().size());
        for (Term.Member member : object.members()) {
          Term key = rewriter.term(member.key(), scope);
          members.add(new Term.Member(key, assigned(member.value(), scope)));
        }
        yield new Term.Obj(object.at(), members);
      }
      case Term.Scalar _,
          Term.Ref _,
          Term.Call _,
          Term.SetOf _,
          Term.ArrayComprehension _,
          Term.SetComprehension _,
          Term.ObjectComprehension _,
          Term.Template _ -> {
        unit.problems().compile(pattern.at(), "cannot assign to " + kind(pattern));
        yield pattern;
      }
    };
  }

  private static String kind(Term term) {
    return switch (term) {
      case Term.Scalar(_, var value) -> value.typeName();
      case Term.Var _ -> "var";
      case Term.Ref _ -> "ref";
      case Term.Call _ -> "call";
      case Term.Array _ -> "array";
      case Term.Obj _ -> "object";
      case Term.SetOf _ -> "set";
      case Term.ArrayComprehension _ -> "arraycomprehension";
      case Term.SetComprehension _ -> "setcomprehension";
      case Term.ObjectComprehension _ -> "objectcomprehension";
      case Term.Template _ -> "templatestring";
    };
  }

  private Term.Var declare(Term.Var variable, Scope.Kind kind, Scope scope) {
    if (variable.isWildcard()) {
      return variable;
    }
    String name = variable.name();
    if (Variables.isRoot(name) && unit.guarded()) {
      shadows(name, variable.at());
      return variable;
    }
    Scope.Entry entry = scope.here(name);
    if (entry != null) {
      String what = entry.kind == Scope.Kind.ARGUMENT ? "arg " : "var ";
      unit.problems().compile(variable.at(), what + name + " " + entry.kind.complaint);
      return variable;
    }
    String fresh = unit.names().fresh(name);
    scope.put(name, fresh, kind, variable.at());
    return new Term.Var(variable.at(), fresh);
  }

  private void shadows(String name, Location at) {
    unit.problems()
        .compile(at, "variables must not shadow " + name + " (use a different variable name)");
  }

  /** A pattern that names a document would be compared with it, which nobody means. */
  private void refuseRoots(Term pattern) {
    switch (pattern) {
      case Term.Var(Location at, String name) when Variables.isRoot(name) -> shadows(name, at);
      case Term.Array array -> array.elements().forEach(this::refuseRoots);
      case Term.Obj object -> object.members().forEach(member -> refuseRoots(member.value()));
      default -> {}
    }
  }

  private Literal someIn(Literal literal, Literal.SomeIn some, Scope scope) {
    some.key().ifPresent(this::refuseRoots);
    refuseRoots(some.value());
    Set<String> taken = new HashSet<>();
    Variables.all(some.domain(), taken);
    if (some.key().isPresent()) {
      declareAll(some.key().get(), taken, scope);
    }
    declareAll(some.value(), taken, scope);
    Term key =
        some.key().isPresent()
            ? rewriter.term(some.key().get(), scope)
            : unit.names().fresh(some.value().at());
    Term value = rewriter.term(some.value(), scope);
    Term domain = rewriter.term(some.domain(), scope);
    List<Term> path = new ArrayList<>();
    if (domain instanceof Term.Ref ref) {
      path.addAll(ref.path());
    }
    path.add(key);
    Term.Ref element =
        new Term.Ref(domain.at(), domain instanceof Term.Ref ref ? ref.head() : domain, path);
    if (element.head() instanceof Term.Var(_, String root) && Variables.isRoot(root)) {
      unit.documents().read(element);
    }
    return with(
        literal,
        new Literal.Test(
            new Term.Call(
                literal.at(), new Term.Var(literal.at(), "eq"), List.of(value, element), true)),
        scope);
  }

  /** Declares what a pattern binds, but not what the domain already speaks of. */
  private void declareAll(Term pattern, Set<String> taken, Scope scope) {
    switch (pattern) {
      case Term.Var variable -> {
        if (!taken.contains(variable.name()) && !Variables.isRoot(variable.name())) {
          if (taken.add(variable.name())) {
            declare(variable, Scope.Kind.DECLARED, scope);
          }
        }
      }
      case Term.Array array -> array.elements().forEach(e -> declareAll(e, taken, scope));
      case Term.Obj object -> object.members().forEach(m -> declareAll(m.value(), taken, scope));
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

  private Literal every(Literal literal, Literal.Every every, Scope scope) {
    Set<String> own = new LinkedHashSet<>();
    every.key().ifPresent(key -> own.add(key.name()));
    own.add(every.value().name());
    Term domain = rewriter.term(every.domain(), scope);
    own.addAll(Declared.in(every.body()));
    Scope inner = scope.inner(own);
    Optional<Term.Var> key = every.key().map(k -> declare(k, Scope.Kind.DECLARED, inner));
    Term.Var value = declare(every.value(), Scope.Kind.DECLARED, inner);
    Body body = body(every.body(), inner);
    unused(inner);
    return with(literal, new Literal.Every(key, value, domain, body), scope);
  }

  /** Complains of what a body declares and nobody uses. */
  void unused(Scope scope) {
    if (unit.problems().isQuiet()) {
      scope.forEach((name, entry) -> {
        if (entry.uses == 0 && entry.kind == Scope.Kind.DECLARED) {
          unit.problems().compile(entry.at, "declared var " + name + " unused");
        } else if (entry.uses == 0
            && entry.kind == Scope.Kind.ASSIGNED
            && unit.settings().strict()) {
          unit.problems().compile(entry.at, "assigned var " + name + " unused");
        }
      });
    }
  }
}
