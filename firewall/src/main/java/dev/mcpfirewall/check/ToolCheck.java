// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Verdict;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Method;
import dev.mcpfirewall.mcp.Params;
import dev.mcpfirewall.pipeline.Check;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.policy.ToolRules;
import dev.mcpfirewall.policy.ToolState;
import java.util.List;

/**
 * Holds calls to what the policy says of their tool, and everything else that acts to the policy's
 * default. A call sent as a notification is a call all the same: servers may run it.
 *
 * <p>Posture: both sides; cost grows with the number of tool entries; no false positives.
 */
public final class ToolCheck implements Check {
  private static final RuleId DISABLED = new RuleId("policy.tool-disabled");
  private static final RuleId DEFAULT = new RuleId("policy.default");
  private static final RuleId APPROVAL = new RuleId("policy.needs-approval");

  private final ToolRules rules;

  /** With the policy's rules. */
  public ToolCheck(ToolRules rules) {
    this.rules = rules;
  }

  @Override
  public Verdict check(Exchange exchange, Message message) {
    return switch (message) {
      case Message.Request request -> asked(exchange, request.params());
      case Message.Notification notification
          when !notification.method().startsWith("notifications/") ->
          asked(exchange, notification.params());
      case Message.Notification notification -> Verdict.Allow.PLAIN;
      case Message.Result result -> Verdict.Allow.PLAIN;
      case Message.Failure failure -> Verdict.Allow.PLAIN;
    };
  }

  private Verdict asked(Exchange exchange, Params params) {
    if (params instanceof Params.ToolCall call) {
      ToolRules.Standing standing = rules.standingOf(exchange.server(), call.name());
      RuleId rule = standing.at().isPresent() ? DISABLED : DEFAULT;
      return verdict(standing.state(), rule, "the policy does not let this tool be called");
    }
    return Method.concern(params.method()) == Method.Concern.ACTION
        ? verdict(
            rules.defaultOf(exchange.server()),
            DEFAULT,
            "the policy refuses what it does not allow")
        : Verdict.Allow.PLAIN;
  }

  private static Verdict verdict(ToolState state, RuleId rule, String refusal) {
    return switch (state) {
      case ENABLED -> Verdict.Allow.PLAIN;
      case APPROVAL ->
          new Verdict.Hold(APPROVAL, "the policy wants a person to decide", List.of(), List.of());
      case DISABLED -> new Verdict.Deny(rule, refusal);
    };
  }
}
