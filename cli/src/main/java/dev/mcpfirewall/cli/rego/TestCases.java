// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.RegoException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The cases of a test such as {@code test_x[case] if { some case, want in cases; … }}: a case that
 * fails leaves no trace in {@code test_x}, so a set beside it collects the names of all cases, from
 * as few of the body's literals as make the name known.
 */
final class TestCases {
  private static final String PREFIX = "__cases_";

  private final Consumer<List<Module>> compiler;
  private final Map<Module, Module> modules = new LinkedHashMap<>();

  private TestCases(List<Module> modules, Consumer<List<Module>> compiler) {
    this.compiler = compiler;
    modules.forEach(module -> this.modules.put(module, module));
  }

  /** The name of the set of a test's cases. */
  static String set(TestRule test) {
    return PREFIX + test.name();
  }

  /** The modules, with a set for each test that has cases; {@code compiler} throws or not. */
  static List<Module> added(
      List<Module> modules, List<TestRule> tests, Consumer<List<Module>> compiler) {
    TestCases cases = new TestCases(modules, compiler);
    for (TestRule test : tests) {
      test.withCases().forEach(rule -> cases.add(test, rule));
    }
    return List.copyOf(cases.modules.values());
  }

  private void add(TestRule test, Rule rule) {
    Module before = modules.getOrDefault(test.module(), test.module());
    int all = rule.body().literals().size();
    for (int literals = 0; literals <= all; literals++) {
      modules.put(test.module(), with(before, set(test, rule, literals)));
      if (literals == all || compiles()) {
        return;
      }
    }
  }

  private boolean compiles() {
    try {
      compiler.accept(List.copyOf(modules.values()));
      return true;
    } catch (RegoException unsafe) {
      return false;
    }
  }

  private static Rule set(TestRule test, Rule rule, int literals) {
    List<Term> names = rule.head().name() instanceof Term.Ref ref ? ref.path() : List.of();
    Rule.Head head =
        new Rule.Head(
            rule.head().at(),
            new Term.Var(rule.at(), set(test)),
            Optional.empty(),
            Optional.of(new Term.Array(rule.at(), names)),
            Optional.empty(),
            false);
    Body body = new Body(rule.body().at(), rule.body().literals().subList(0, literals));
    return new Rule(rule.at(), false, head, body, List.of(), List.of());
  }

  private static Module with(Module module, Rule rule) {
    List<Rule> rules = new ArrayList<>(module.rules());
    rules.add(rule);
    return new Module(
        module.source(),
        module.version(),
        module.name(),
        module.imports(),
        rules,
        module.comments(),
        module.annotations());
  }
}
