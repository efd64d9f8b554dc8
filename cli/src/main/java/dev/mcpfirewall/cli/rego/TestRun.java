// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.Coverage;
import dev.mcpfirewall.rego.Policy;
import dev.mcpfirewall.rego.Query;
import dev.mcpfirewall.rego.Settings;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs tests one after another. */
final class TestRun {
  private final Policy policy;
  private final StringBuilder printed;
  private final Listeners.Explain explain;
  private final Optional<Coverage> coverage;

  /**
   * What the policy prints is in {@code printed} as soon as a test has run; {@code explain} says
   * how much is told of tests that fail.
   */
  TestRun(
      Policy policy,
      StringBuilder printed,
      Listeners.Explain explain,
      Optional<Coverage> coverage) {
    this.policy = policy;
    this.printed = printed;
    this.explain = explain;
    this.coverage = coverage;
  }

  TestResult run(TestRule test) {
    if (test.isTodo()) {
      return new TestResult(
          test, TestResult.Outcome.SKIPPED, 0, "", Optional.empty(), List.of(), List.of());
    }
    printed.setLength(0);
    long start = System.nanoTime();
    TestResult.Outcome outcome;
    List<TestResult.Case> cases = List.of();
    Optional<RegoException> error = Optional.empty();
    try {
      Optional<Value> value = value(test, new Listeners(Optional.empty(), coverage).settings());
      cases = test.withCases().isEmpty() ? List.of() : cases(test, value);
      outcome = passed(test, value, cases) ? TestResult.Outcome.PASS : TestResult.Outcome.FAIL;
    } catch (RegoException e) {
      outcome = TestResult.Outcome.ERROR;
      error = Optional.of(e);
    }
    long nanos = System.nanoTime() - start;
    String heard = printed.toString();
    List<String> trace = outcome == TestResult.Outcome.FAIL ? trace(test) : List.of();
    return new TestResult(test, outcome, nanos, heard, error, cases, trace);
  }

  private Optional<Value> value(TestRule test, Settings settings) {
    Query query = policy.query(test.query(test.name()));
    return query.evaluate(settings).value();
  }

  /** The test once more, and told. */
  private List<String> trace(TestRule test) {
    Listeners listeners = new Listeners(explain.explanation(), Optional.empty());
    if (listeners.explanation().isPresent()) {
      value(test, listeners.settings());
    }
    return listeners.lines();
  }

  private static boolean passed(TestRule test, Optional<Value> value, List<TestResult.Case> cases) {
    if (!test.withCases().isEmpty()) {
      return !cases.isEmpty() && cases.stream().allMatch(TestResult.Case::passed);
    }
    return value.filter(v -> v != BooleanValue.FALSE).isPresent();
  }

  private List<TestResult.Case> cases(TestRule test, Optional<Value> passed) {
    List<TestResult.Case> cases = new ArrayList<>();
    // Its output is that of the test once more.
    String heard = printed.toString();
    Value names = policy.query(test.query(TestCases.set(test))).value().orElse(SetValue.EMPTY);
    printed.setLength(0);
    printed.append(heard);
    if (names instanceof SetValue set) {
      for (Value each : set.elements()) {
        if (each instanceof ArrayValue path) {
          cases.add(
              new TestResult.Case(
                  path.elements().stream().map(TestRun::text).toList(),
                  isTrue(passed, path.elements())));
        }
      }
    }
    return cases;
  }

  private static boolean isTrue(Optional<Value> value, List<Value> path) {
    Optional<Value> at = value;
    for (Value key : path) {
      at =
          at.flatMap(v ->
              v instanceof ObjectValue object
                  ? Optional.ofNullable(object.find(key))
                  : Optional.empty());
    }
    return at.filter(v -> v != BooleanValue.FALSE).isPresent();
  }

  private static String text(Value value) {
    return value instanceof StringValue text ? text.value() : Json.write(value);
  }
}
