// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.mcp.Message;

/** A history that is being made. */
public interface Memory extends History {
  /** Keeps nothing. */
  Memory NONE = new EmptyHistory();

  /**
   * A message has been decided to pass. Told before it becomes visible to whom it is for, and
   * before the next message of its direction is judged.
   *
   * @param exchange as it was when the message was judged
   * @param ruling with the marks to keep
   */
  void passed(Exchange exchange, Message message, Ruling ruling);
}
