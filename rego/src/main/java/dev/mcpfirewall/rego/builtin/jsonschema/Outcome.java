// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong, and how much was right: of several tries the best is told. */
final class Outcome {
  /** Enough to tell a person what is wrong; the rest is counted by nobody. */
  private static final int MAX_FAILURES = 1_000;

  /**
   * One thing that is wrong.
   *
   * @param type gojsonschema's name of it
   * @param field where, as a path with dots; {@code (root)} for the whole
   */
  record Failure(String type, String field, String description) {}

  private final List<Failure> failures = new ArrayList<>();
  private int score;

  List<Failure> failures() {
    return failures;
  }

  boolean valid() {
    return failures.isEmpty();
  }

  int score() {
    return score;
  }

  void good() {
    score++;
  }

  void fail(String type, Place place, String description) {
    score -= 2;
    if (failures.size() < MAX_FAILURES) {
      failures.add(new Failure(type, place.field(), description));
    }
  }

  void merge(Outcome other) {
    score += other.score;
    failures.addAll(
        other.failures.subList(0, Math.min(other.failures.size(), MAX_FAILURES - failures.size())));
  }
}
