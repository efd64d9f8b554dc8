// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Verdict;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Method;
import dev.mcpfirewall.pipeline.Check;
import dev.mcpfirewall.pipeline.Exchange;
import java.util.function.BooleanSupplier;

/**
 * Refuses everything while the kill switch is on, but for what keeps the connection alive, so that
 * work can go on when it is off again.
 *
 * <p>Posture: both sides; constant cost; no false positives.
 */
public final class KillSwitchCheck implements Check {
  private static final Verdict ON =
      new Verdict.Deny(
          new RuleId("kill-switch.on"), "the kill switch is on: nothing is let through");

  private final BooleanSupplier on;

  /** With what tells whether the switch is on; asked for every message, so it must be quick. */
  public KillSwitchCheck(BooleanSupplier on) {
    this.on = on;
  }

  @Override
  public Verdict check(Exchange exchange, Message message) {
    if (!on.getAsBoolean()) {
      return Verdict.Allow.PLAIN;
    }
    String method =
        switch (message) {
          case Message.Request request -> request.method();
          case Message.Notification notification -> notification.method();
          case Message.Result result -> exchange.answers();
          case Message.Failure failure -> exchange.answers();
        };
    return Method.concern(method) == Method.Concern.LIFECYCLE ? Verdict.Allow.PLAIN : ON;
  }
}
