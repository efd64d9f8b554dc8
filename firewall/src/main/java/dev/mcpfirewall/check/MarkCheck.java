// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.decision.Verdict;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Check;
import dev.mcpfirewall.pipeline.Exchange;
import java.util.List;
import java.util.Set;

/**
 * Has nothing against any message: it says what the session is to remember of it, if it passes.
 *
 * <p>Posture: both sides; no cost, as the policy has been asked already; no false positives.
 */
public final class MarkCheck implements Check {
  private final PolicyDecision decision;

  /** With what the policy says. */
  public MarkCheck(PolicyDecision decision) {
    this.decision = decision;
  }

  @Override
  public Verdict check(Exchange exchange, Message message) {
    Set<Mark> marks = decision.of(exchange, message).marks();
    return marks.isEmpty() ? Verdict.Allow.PLAIN : new Verdict.Allow(List.of(), List.of(), marks);
  }
}
