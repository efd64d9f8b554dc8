// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A test: the rules of one name that starts with {@code test_}, or, if it is to be written, {@code
 * todo_test_}.
 *
 * @param at the first of its rules
 * @param rules all of them, at least one
 */
record TestRule(Module module, String name, Location at, List<Rule> rules) {
  private static final String TODO = "todo_";

  TestRule {
    rules = List.copyOf(rules);
  }

  /** All tests, in the order of the text. */
  static List<TestRule> of(List<Module> modules) {
    List<TestRule> tests = new ArrayList<>();
    for (Module module : modules) {
      Map<String, List<Rule>> byName = new LinkedHashMap<>();
      for (Rule rule : module.rules()) {
        String name = name(rule);
        if (name.startsWith("test_") || name.startsWith(TODO + "test_")) {
          byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(rule);
        }
      }
      byName.forEach(
          (name, rules) -> tests.add(new TestRule(module, name, rules.getFirst().at(), rules)));
    }
    return tests;
  }

  private static String name(Rule rule) {
    return switch (rule.head().name()) {
      case Term.Var(_, String name) -> name;
      case Term.Ref(_, Term.Var(_, String name), _) -> name;
      default -> "";
    };
  }

  /** Whether it is still to be written. */
  boolean isTodo() {
    return name.startsWith(TODO);
  }

  /** {@code data.a.b}. */
  String path() {
    return "data." + String.join(".", module.name().path());
  }

  /** {@code data.a.b.test_x}. */
  String fullName() {
    return path() + "." + name;
  }

  /** A query for a rule beside it. */
  String query(String rule) {
    StringBuilder query = new StringBuilder("data");
    module.name().path().forEach(part -> query.append(quoted(part)));
    return query.append(quoted(rule)).toString();
  }

  private static String quoted(String part) {
    return "[" + Json.write(StringValue.of(part)) + "]";
  }

  /** The rules that have cases: {@code test_x[case]}. */
  List<Rule> withCases() {
    return rules.stream().filter(rule -> rule.head().name() instanceof Term.Ref).toList();
  }
}
