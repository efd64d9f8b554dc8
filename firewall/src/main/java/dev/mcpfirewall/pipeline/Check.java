// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import dev.mcpfirewall.decision.Verdict;
import dev.mcpfirewall.mcp.Message;

/**
 * One question asked of every message. A check sees the original bytes, keeps no channel and no
 * clock, and is linear in the message's size. It is called by one thread at a time.
 */
@FunctionalInterface
public interface Check {
  /** What this check says of the message. Whatever it throws counts as a refusal. */
  Verdict check(Exchange exchange, Message message);
}
