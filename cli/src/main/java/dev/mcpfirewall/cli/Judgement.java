// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.Firewall;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.policy.PolicyFile;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One message, judged as a running wrap would judge it, without a server and without a record.
 *
 * @param server the name the policy knows the server by
 * @param direction which way the message travels
 * @param answers for an answer, the method it answers
 */
record Judgement(String server, Direction direction, String answers) {
  /** What the policy rules of the message. */
  Ruling of(Message message, PolicyFile policy, BooleanSupplier killSwitch) {
    boolean isAnswer =
        switch (message) {
          case Message.Request _, Message.Notification _ -> false;
          case Message.Result _, Message.Failure _ -> true;
        };
    Optional<Asked> asked =
        isAnswer ? Optional.of(new Asked(answers, Optional.empty())) : Optional.empty();
    Exchange exchange = Exchange.with(server, direction, asked);
    return Firewall.of(policy, killSwitch).pipeline(direction).judge(exchange, message);
  }
}
