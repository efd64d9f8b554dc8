// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

import java.time.Duration;

/** What a session's memory is to keep of a message, if the message passes. */
public sealed interface Mark {
  /**
   * The result of this call, or this result, is of a kind: {@code untrusted_content}.
   *
   * @param name of the label
   */
  record Labelled(String name) implements Mark {}

  /**
   * This call is a step of a chain.
   *
   * @param step 1 for the first
   * @param within the time from the first step to the last
   */
  record Step(String chain, int step, Duration within) implements Mark {}
}
