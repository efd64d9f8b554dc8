// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.mcp.Message;
import java.util.Set;

/** A history that is being made. */
public interface Memory extends History {
  /** Keeps nothing. */
  Memory NONE = new EmptyHistory();

  /**
   * A message has been decided to pass. Told before it becomes visible to whom it is for, and
   * before the next message of its direction is judged.
   *
   * @param exchange as it was when the message was judged
   * @param message as it was judged, before any redaction
   * @param marks what the policy said of it; for an answer also what it said of the answer when it
   *     decided the request
   * @throws IllegalStateException if that is more than can be kept: the message does not pass then
   */
  void passed(Exchange exchange, Message message, Set<Mark> marks);
}
