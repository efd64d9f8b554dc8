// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.EventSink;
import dev.mcpfirewall.decision.Journal;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.transport.Channel;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A client and a server talking through the firewall: the policy enforcement point. Each direction
 * is run by a thread of its own; both may write to either channel.
 */
public final class Session {
  private final Channel client;
  private final Lane inbound;
  private final Lane outbound;
  private final Conversation conversation;
  private final Function<Direction, Enforcement> policies;

  /**
   * A session that has not begun.
   *
   * @param policies the policy in force in a direction; asked once for each message, by that
   *     direction's thread, and may give another each time
   */
  public Session(
      Channel client,
      Channel server,
      Function<Direction, Enforcement> policies,
      Recording recording,
      SessionSettings settings) {
    this.client = client;
    this.policies = policies;
    this.conversation = new Conversation(settings.agent());
    this.inbound = lane(Direction.INBOUND, client, server, policies, recording, settings);
    this.outbound = lane(Direction.OUTBOUND, client, server, policies, recording, settings);
  }

  /**
   * Where a session records, and whose time it goes by.
   *
   * @param journal written before any effect
   * @param sink told after it
   */
  public record Recording(Journal journal, EventSink sink, InstantSource clock) {}

  private Lane lane(
      Direction direction,
      Channel client,
      Channel server,
      Function<Direction, Enforcement> policies,
      Recording recording,
      SessionSettings settings) {
    Judge judge =
        new Judge(
            direction, () -> policies.apply(direction), conversation, settings, recording.clock());
    return new Lane(
        Lane.Endpoints.of(direction, client, server),
        judge,
        conversation,
        new Lane.Witnesses(recording.journal(), recording.sink()));
  }

  /** Carries the client's messages to the server until the client has ended. */
  public void runInbound() throws IOException {
    inbound.run();
  }

  /** Carries the server's messages to the client until the server has ended. */
  public void runOutbound() throws IOException {
    outbound.run();
  }

  /** Whether the client still waits for an answer from the server. */
  public boolean isClientWaiting() {
    return !conversation.inFlight(Direction.INBOUND).isEmpty();
  }

  /**
   * Answers every request that the client still waits for, because the server is gone.
   *
   * @param reason what became of it, for the agent
   * @return how many were answered
   */
  public int serverGone(String reason) throws IOException {
    Refusals.Why why = new Refusals.Why(Refusals.SERVER_GONE, "server.gone", reason);
    Refusals refusals = policies.apply(Direction.OUTBOUND).refusals();
    List<Bytes> answers =
        conversation.inFlight(Direction.INBOUND).drain().stream()
            .map(waiting -> refusals.error(Optional.of(waiting.id()), why))
            .toList();
    if (!answers.isEmpty()) {
      client.write(answers);
    }
    return answers.size();
  }
}
