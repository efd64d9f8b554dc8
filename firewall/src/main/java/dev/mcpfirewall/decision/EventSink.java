// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

/**
 * Told of events after they are in the record and have taken effect: for a person's eyes, metrics,
 * alerts. It may drop events but never delay the caller, and never throws. Safe for any thread.
 */
@FunctionalInterface
public interface EventSink {
  /** Tells nobody. */
  EventSink NONE = event -> {};

  /** An event has happened. */
  void accept(Event event);
}
