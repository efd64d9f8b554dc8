// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.eval.node.Candidates;
import dev.mcpfirewall.rego.eval.node.Expr;
import dev.mcpfirewall.rego.eval.node.RuleGroup.Definition;
import dev.mcpfirewall.rego.eval.node.Terms;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which definitions a path of the input, or an argument, leaves in question: those that ask for
 * another constant there need not be looked at.
 */
final class IndexPlanner {
  /** An index over fewer definitions costs more than it saves. */
  private static final int WORTH = 4;

  private IndexPlanner() {}

  /**
   * What is asked: a path below {@code input}, or an argument.
   *
   * @param argument -1 for the input
   */
  private record Question(int argument, List<Value> path) {
    Expr expr() {
      Expr from = argument < 0 ? new Terms.Input() : new Terms.Slot(argument + 1);
      return path.isEmpty() ? from : new Terms.Path(from, path.toArray(Value[]::new));
    }
  }

  /** A definition, and the values it asks for. */
  private record Entry(Definition definition, Map<Question, Set<Value>> wanted) {}

  static Candidates index(List<Rule> rules, Definition[] definitions) {
    if (definitions.length < WORTH) {
      return new Candidates.All(definitions);
    }
    List<Entry> entries = new ArrayList<>(definitions.length);
    for (int i = 0; i < definitions.length; i++) {
      entries.add(new Entry(definitions[i], wanted(rules.get(i))));
    }
    return split(entries);
  }

  private static Candidates split(List<Entry> entries) {
    Question best = best(entries);
    if (best == null) {
      Definition[] all = new Definition[entries.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = entries.get(i).definition;
      }
      return new Candidates.All(all);
    }
    Map<Value, List<Entry>> by = new LinkedHashMap<>();
    List<Entry> others = new ArrayList<>();
    for (Entry entry : entries) {
      Set<Value> values = entry.wanted.get(best);
      if (values == null) {
        others.add(entry);
      } else {
        Map<Question, Set<Value>> rest = new LinkedHashMap<>(entry.wanted);
        rest.remove(best);
        Entry left = new Entry(entry.definition, rest);
        values.forEach(v -> by.computeIfAbsent(v, _ -> new ArrayList<>()).add(left));
      }
    }
    Map<Value, Candidates> indexed = HashMap.newHashMap(by.size());
    by.forEach((value, hits) -> indexed.put(value, split(hits)));
    return new Candidates.Split(best.expr(), indexed, split(others));
  }

  /** What most of them ask; null where too few ask the same. */
  private static @Nullable Question best(List<Entry> entries) {
    if (entries.size() < WORTH) {
      return null;
    }
    Map<Question, Integer> asked = new LinkedHashMap<>();
    for (Entry entry : entries) {
      entry.wanted.keySet().forEach(q -> asked.merge(q, 1, Integer::sum));
    }
    Question best = null;
    int most = WORTH - 1;
    for (Map.Entry<Question, Integer> question : asked.entrySet()) {
      if (question.getValue() > most) {
        best = question.getKey();
        most = question.getValue();
      }
    }
    return best;
  }

  /** What must hold for the body to hold; with {@code else} branches nothing must. */
  private static Map<Question, Set<Value>> wanted(Rule rule) {
    if (!rule.otherwise().isEmpty()) {
      return Map.of();
    }
    Map<String, Question> variables = new HashMap<>();
    Map<Question, Set<Value>> wanted = new LinkedHashMap<>();
    List<Term> arguments = rule.head().arguments().orElse(List.of());
    for (int i = 0; i < arguments.size(); i++) {
      Question argument = new Question(i, List.of());
      if (arguments.get(i) instanceof Term.Var(_, String name)) {
        variables.putIfAbsent(name, argument);
      } else if (arguments.get(i) instanceof Term.Scalar scalar) {
        wanted.put(argument, Set.of(scalar.value()));
      }
    }
    for (Literal literal : rule.body().literals()) {
      if (call(literal) instanceof Term.Call call && call.arguments().size() == 2) {
        Term left = call.arguments().get(0);
        Term right = call.arguments().get(1);
        String operator = Names.dotted(call.operator());
        if ("eq".equals(operator) || "equal".equals(operator)) {
          equality(left, right, variables, wanted);
          equality(right, left, variables, wanted);
        } else if ("internal.member_2".equals(operator)) {
          membership(left, right, variables, wanted);
        }
      }
    }
    return wanted;
  }

  private static @Nullable Term call(Literal literal) {
    return !literal.negated()
            && literal.withs().isEmpty()
            && literal.form() instanceof Literal.Test(Term term)
        ? term
        : null;
  }

  private static void equality(
      Term left, Term right, Map<String, Question> variables, Map<Question, Set<Value>> wanted) {
    Question question = question(left, variables);
    if (question == null) {
      return;
    }
    if (right instanceof Term.Scalar constant) {
      wanted.putIfAbsent(question, Set.of(constant.value()));
    } else if (right instanceof Term.Var(_, String name)) {
      variables.putIfAbsent(name, question);
    }
  }

  private static void membership(
      Term left, Term right, Map<String, Question> variables, Map<Question, Set<Value>> wanted) {
    Question question = question(left, variables);
    if (question != null && right instanceof Term.Scalar constant) {
      if (constant.value() instanceof SetValue set) {
        wanted.putIfAbsent(question, Set.copyOf(set.elements()));
      } else if (constant.value() instanceof ArrayValue array) {
        wanted.putIfAbsent(question, Set.copyOf(array.elements()));
      }
    }
  }

  private static @Nullable Question question(Term term, Map<String, Question> variables) {
    if (term instanceof Term.Var(_, String name)) {
      return name.equals(Names.INPUT) ? new Question(-1, List.of()) : variables.get(name);
    }
    if (term instanceof Term.Ref ref && ref.head() instanceof Term.Var(_, String name)) {
      Value[] path = Names.constants(ref.path());
      if (path.length < ref.path().size()) {
        return null;
      }
      if (name.equals(Names.INPUT)) {
        return new Question(-1, List.of(path));
      }
      Question from = variables.get(name);
      if (from != null) {
        List<Value> longer = new ArrayList<>(from.path);
        longer.addAll(List.of(path));
        return new Question(from.argument, List.copyOf(longer));
      }
    }
    return null;
  }
}
