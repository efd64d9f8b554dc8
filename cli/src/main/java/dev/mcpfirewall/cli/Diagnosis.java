// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param subject what
 * @param seen how it is
 * @param next what to do, unless it is well
 */
record Diagnosis(State state, String subject, String seen, Optional<String> next) {
  /** How bad it is. */
  enum State {
    OK,
    WARN,
    FAIL
  }

  static Diagnosis ok(String subject, String seen) {
    return new Diagnosis(State.OK, subject, seen, Optional.empty());
  }

  static Diagnosis warn(String subject, String seen, String next) {
    return new Diagnosis(State.WARN, subject, seen, Optional.of(next));
  }

  static Diagnosis fail(String subject, String seen, String next) {
    return new Diagnosis(State.FAIL, subject, seen, Optional.of(next));
  }
}
