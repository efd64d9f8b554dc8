// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.resolve;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Declared;
import dev.mcpfirewall.rego.compile.names.Equality;
import dev.mcpfirewall.rego.compile.names.Unit;
import dev.mcpfirewall.rego.compile.names.Variables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves the names in a whole rule: arguments, then each body with its value. */
public final class RuleRewriter {
  private final Unit unit;
  private final Rewriter rewriter;
  private final Map<String, Argument> arguments = new LinkedHashMap<>();
  private final List<Literal> computed = new ArrayList<>();

  /** An argument: its name in the compiled rule, and how often it is spoken of. */
  private static final class Argument {
    final Term.Var variable;
    final String name;
    int uses;

    Argument(Term.Var variable, String name) {
      this.variable = variable;
      this.name = name;
    }
  }

  public RuleRewriter(Unit unit, Metadata metadata) {
    this.unit = unit;
    this.rewriter = new Rewriter(unit, metadata);
  }

  /** The rule, whose name is absolute already, with all other names resolved. */
  public Rule rule(Rule rule) {
    Rule.Head head = rule.head();
    Optional<List<Term>> parameters = head.arguments().map(list -> arguments(list));
    Term.Ref name = (Term.Ref) head.name();

    Scope scope = scope(rule.body());
    Body body = rewriter.bodies().body(withComputed(rule.body()), scope);
    Optional<Term> key = head.key().map(term -> rewriter.term(term, scope));
    Optional<Term> value = head.value().map(term -> rewriter.term(term, scope));
    List<Term> path = new ArrayList<>(name.path().size());
    for (Term part : name.path()) {
      path.add(part instanceof Term.Scalar ? part : rewriter.term(part, scope));
    }
    finish(scope);

    List<Rule.Else> otherwise = new ArrayList<>(rule.otherwise().size());
    for (Rule.Else branch : rule.otherwise()) {
      otherwise.add(branch(branch));
    }
    if (unit.settings().strict() && !rule.isDefault()) {
      unusedArguments();
    }
    return new Rule(
        rule.at(),
        rule.isDefault(),
        new Rule.Head(
            head.at(),
            new Term.Ref(name.at(), name.head(), path),
            parameters,
            key,
            value,
            head.assigned()),
        body,
        otherwise,
        rule.annotations());
  }

  /** A query with its names resolved. */
  public Body query(Body query) {
    Scope scope = Scope.outermost(Declared.in(query));
    Body body = rewriter.bodies().body(query, scope);
    rewriter.bodies().unused(scope);
    return body;
  }

  private Rule.Else branch(Rule.Else branch) {
    Scope scope = scope(branch.body());
    Body body = rewriter.bodies().body(withComputed(branch.body()), scope);
    Optional<Term> value = branch.value().map(term -> rewriter.term(term, scope));
    finish(scope);
    return new Rule.Else(branch.at(), value, branch.assigned(), body);
  }

  private Scope scope(Body body) {
    Set<String> declares = Declared.in(body);
    if (!arguments.isEmpty()) {
      declares = new HashSet<>(declares);
      declares.addAll(arguments.keySet());
    }
    Scope scope = Scope.outermost(declares);
    arguments.forEach((written, argument) ->
        scope.put(written, argument.name, Scope.Kind.ARGUMENT, argument.variable.at()));
    return scope;
  }

  private void finish(Scope scope) {
    rewriter.bodies().unused(scope);
    arguments.forEach((written, argument) -> {
      Scope.Entry entry = scope.here(written);
      argument.uses += entry == null ? 0 : entry.uses;
    });
  }

  private void unusedArguments() {
    arguments.forEach((written, argument) -> {
      if (argument.uses == 0) {
        unit.problems()
            .compile(
                argument.variable.at(),
                "unused argument " + written + ". (hint: use _ (wildcard variable) instead)");
      }
    });
  }

  private Body withComputed(Body body) {
    if (computed.isEmpty()) {
      return body;
    }
    List<Literal> literals = new ArrayList<>(body.literals());
    literals.addAll(computed);
    return new Body(body.at(), literals);
  }

  private List<Term> arguments(List<Term> patterns) {
    List<Term> out = new ArrayList<>(patterns.size());
    for (Term pattern : patterns) {
      out.add(argument(pattern));
    }
    return out;
  }

  private Term argument(Term pattern) {
    return switch (pattern) {
      case Term.Scalar scalar -> scalar;
      case Term.Var variable -> argument(variable);
      case Term.Array array -> {
        List<Term> elements = arguments(array.elements());
        yield Folding.fold(new Term.Array(array.at(), elements));
      }
      case Term.Obj object -> {
        List<Term.Member> members = new ArrayList<>(object.members().size());
        for (Term.Member member : object.members()) {
          members.add(new Term.Member(member.key(), argument(member.value())));
        }
        yield Folding.fold(new Term.Obj(object.at(), members));
      }
      case Term.Call call -> {
        unit.problems().compile(call.at(), "rule arguments cannot contain calls");
        yield call;
      }
      case Term.Ref _,
          Term.SetOf _,
          Term.ArrayComprehension _,
          Term.SetComprehension _,
          Term.ObjectComprehension _,
          Term.Template _ ->
          computed(pattern);
    };
  }

  private Term computed(Term term) {
    Term.Var variable = unit.names().fresh(term.at());
    Term equality = Equality.of(term.at(), variable, term);
    computed.add(new Literal(term.at(), false, new Literal.Test(equality), List.of()));
    return variable;
  }

  private Term argument(Term.Var variable) {
    if (variable.isWildcard()) {
      return variable;
    }
    if (Variables.isRoot(variable.name())) {
      unit.problems()
          .compile(
              variable.at(),
              "args must not shadow " + variable.name() + " (use a different variable name)");
      return variable;
    }
    Argument argument = arguments.get(variable.name());
    if (argument == null) {
      argument = new Argument(variable, unit.names().fresh(variable.name()));
      arguments.put(variable.name(), argument);
    } else {
      argument.uses++;
    }
    return new Term.Var(variable.at(), argument.name);
  }
}
