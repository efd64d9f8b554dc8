// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.PolicyInForce;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.History;
import dev.mcpfirewall.pipeline.Place;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One message, judged as a running wrap would judge it as the first of its session, without a
 * server and without a record.
 *
 * @param server the name the policy knows the server by
 * @param agent the name the policy knows the client by
 * @param direction which way the message travels
 * @param answers for an answer, what it answers
 */
record Judgement(String server, Optional<String> agent, Direction direction, Asked answers) {
  /** What the policy rules of the message, in this directory and at this time. */
  Ruling of(Message message, PolicyInForce policy, Path directory, Instant now) {
    boolean isAnswer =
        switch (message) {
          case Message.Request _, Message.Notification _ -> false;
          case Message.Result _, Message.Failure _ -> true;
        };
    Exchange exchange =
        new Exchange(
            agent.map(Agent::authenticated).orElse(Agent.UNKNOWN),
            new Place("", server, directory.toString()),
            direction,
            isAnswer ? Optional.of(answers) : Optional.empty(),
            History.EMPTY,
            now);
    return policy.enforcement(direction).pipeline().judge(exchange, message);
  }
}
