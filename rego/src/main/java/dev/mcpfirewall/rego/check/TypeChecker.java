// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.builtin.Builtins;
import dev.mcpfirewall.rego.compile.Program;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.type.Type;
import dev.mcpfirewall.rego.type.TypeWeight;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OPA's static type checker: what a rule can be is worked out from what it refers to, and an
 * expression that can't be true, a call with arguments of the wrong type and a reference that leads
 * nowhere are errors. Immutable and thread-safe once made.
 */
public final class TypeChecker {
  private final Program program;
  private final Schemas schemas;
  private final Builtins builtins;
  private final RuleTypes rules = new RuleTypes();

  private TypeChecker(Program program, Schemas schemas, Builtins builtins) {
    this.program = program;
    this.schemas = schemas;
    this.builtins = builtins;
  }

  /**
   * Checks all rules.
   *
   * @return what checks queries against these rules
   * @throws RegoException with all {@code rego_type_error}s, in the order of the text
   */
  public static TypeChecker check(Program program, Schemas schemas, Builtins builtins) {
    TypeChecker checker = new TypeChecker(program, schemas, builtins);
    List<RegoError> errors = new ArrayList<>();
    for (Rule rule : RuleOrder.of(program.rules())) {
      checker.rule(rule, errors);
    }
    if (!errors.isEmpty()) {
      errors.sort(
          Comparator.comparing((RegoError e) -> e.at().source().name())
              .thenComparingInt(e -> e.at().start()));
      throw new RegoException(errors.stream().distinct().toList());
    }
    return checker;
  }

  /**
   * Checks a resolved query.
   *
   * @param written what stood in the text for each variable the compiler named
   * @throws RegoException with all {@code rego_type_error}s
   */
  public void check(Body query, Map<String, String> written) {
    BodyCheck check =
        new BodyCheck(new Documents(rules, builtins, schemas.input(), List.of()), written);
    check.body(query, Scope.empty());
    if (!check.errors().isEmpty()) {
      throw new RegoException(check.errors());
    }
  }

  private void rule(Rule rule, List<RegoError> errors) {
    Documents documents =
        schemas.documents(
            rule, program, new Documents(rules, builtins, schemas.input(), List.of()), errors);
    definition(rule, rule.body(), rule.head().value(), documents, errors);
    for (Rule.Else branch : rule.otherwise()) {
      definition(rule, branch.body(), branch.value(), documents, errors);
    }
  }

  private void definition(
      Rule rule, Body body, Optional<Term> value, Documents documents, List<RegoError> errors) {
    BodyCheck check = new BodyCheck(documents, program.written());
    Scope scope = Scope.empty();
    check.body(body, scope);
    List<Term> path =
        rule.head().name() instanceof Term.Ref(_, _, List<Term> parts) ? parts : List.of();
    path.forEach(part -> check.term(part, scope));
    rule.head().key().ifPresent(key -> check.term(key, scope));
    value.ifPresent(term -> check.term(term, scope));
    List<Value> ground = RuleOrder.groundPath(rule.head().name());
    if (check.errors().isEmpty()) {
      rules.add(
          ground,
          type(rule, path.subList(ground.size(), path.size()), value, check.types(), scope));
    } else {
      errors.addAll(check.errors());
      rules.add(ground, Type.ANY);
    }
  }

  private static Type type(
      Rule rule, List<Term> dynamic, Optional<Term> value, TermTypes types, Scope scope) {
    Type result = value.map(term -> known(term, types, scope)).orElse(Type.BOOLEAN);
    if (rule.head().arguments().isPresent()) {
      List<Type.Parameter> parameters =
          rule.head().arguments().get().stream()
              .map(argument ->
                  new Type.Parameter(
                      "", rule.isDefault() ? Type.ANY : known(argument, types, scope)))
              .toList();
      return TypeWeight.bounded(new Type.Function(parameters, Optional.empty(), result));
    }
    Type type =
        rule.head()
            .key()
            .map(key -> TypeWeight.bounded(new Type.SetOf(known(key, types, scope))))
            .orElse(result);
    for (Term part : dynamic.reversed()) {
      type = TypeWeight.bounded(Type.objectOf(known(part, types, scope), type));
    }
    return type;
  }

  /** An argument that nothing in the body says anything about may be anything. */
  private static Type known(Term term, TermTypes types, Scope scope) {
    Optional<Type> type = types.of(term, scope);
    if (type.isPresent() || !(term instanceof Term.Array || term instanceof Term.Obj)) {
      return type.orElse(Type.ANY);
    }
    new TermUnifier(types).unify(term, Type.ANY, scope, true);
    return types.of(term, scope).orElse(Type.ANY);
  }
}
