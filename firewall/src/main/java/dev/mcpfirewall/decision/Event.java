// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

import java.time.Instant;
import java.util.Map;

/** Something that goes into the record. */
public sealed interface Event {
  /** When. */
  Instant at();

  /** Where. */
  Scope scope();

  /**
   * A message was decided.
   *
   * @param micros how long the decision took, in microseconds
   */
  record Decided(
      Instant at,
      Scope scope,
      Subject subject,
      What what,
      Ruling ruled,
      Enforced enforced,
      long micros)
      implements Event {}

  /**
   * Something else worth keeping: a session's start and end, a switch thrown, a key made.
   *
   * @param kind a stable dotted name such as {@code session.start}
   * @param details short values by name; no secrets
   */
  record Noted(Instant at, Scope scope, String kind, Map<String, String> details) implements Event {
    public Noted {
      details = Map.copyOf(details);
    }
  }
}
