// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.error.RegoException;
import java.util.List;
import java.util.Optional;

/**
 * What became of a test.
 *
 * @param nanos how long it took
 * @param printed what the policy printed
 * @param error what ended it
 * @param cases what became of its cases
 * @param trace how it came to that, a line each
 */
record TestResult(
    TestRule test,
    Outcome outcome,
    long nanos,
    String printed,
    Optional<RegoException> error,
    List<Case> cases,
    List<String> trace) {
  /** What can become of it. */
  enum Outcome {
    PASS,
    FAIL,
    SKIPPED,
    ERROR
  }

  /**
   * A case.
   *
   * @param names from the outermost
   */
  record Case(List<String> names, boolean passed) {
    Case {
      names = List.copyOf(names);
    }
  }

  TestResult {
    cases = List.copyOf(cases);
    trace = List.copyOf(trace);
  }

  boolean passed() {
    return outcome == Outcome.PASS;
  }

  /** {@code data.a.test_x: PASS (1.2ms)}. */
  String headline() {
    return test.fullName()
        + ": "
        + outcome
        + (outcome == Outcome.SKIPPED ? "" : " (" + Durations.text(nanos) + ")");
  }
}
