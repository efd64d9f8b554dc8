// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.Policy;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.error.RegoException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Runs the {@code test_} rules of modules that belong to a larger policy. */
public final class PolicyTests {
  private PolicyTests() {}

  /**
   * What became of a test.
   *
   * @param name in full
   * @param file and {@code line}: where it stands
   * @param fault empty if it passed
   */
  public record Told(
      String name, String file, int line, boolean skipped, Optional<String> fault, long nanos) {}

  /**
   * Runs all tests that are in these modules.
   *
   * @param compiler the whole policy, with these modules in the place of those that were given
   */
  public static List<Told> run(List<Module> modules, Function<List<Module>, Policy> compiler) {
    List<TestRule> tests = TestRule.of(modules);
    if (tests.isEmpty()) {
      return List.of();
    }
    Policy policy =
        compiler.apply(
            TestCases.added(modules, tests, each -> Objects.requireNonNull(compiler.apply(each))));
    TestRun run = new TestRun(policy, new StringBuilder(), Listeners.Explain.off, Optional.empty());
    return tests.stream().map(run::run).map(PolicyTests::told).toList();
  }

  private static Told told(TestResult result) {
    Optional<String> fault =
        switch (result.outcome()) {
          case PASS, SKIPPED -> Optional.empty();
          case FAIL -> Optional.of("it is not true" + failedCases(result));
          case ERROR ->
              Optional.of(result.error().map(RegoException::getMessage).orElse("it failed"));
        };
    return new Told(
        result.test().fullName(),
        result.test().at().source().name(),
        result.test().at().line(),
        result.outcome() == TestResult.Outcome.SKIPPED,
        fault,
        result.nanos());
  }

  private static String failedCases(TestResult result) {
    List<String> failed =
        result.cases().stream()
            .filter(one -> !one.passed())
            .map(one -> String.join("/", one.names()))
            .toList();
    return failed.isEmpty() ? "" : " of " + String.join(", ", failed);
  }
}
