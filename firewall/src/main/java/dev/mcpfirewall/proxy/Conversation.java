// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.decision.Subject;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Asked;
import java.util.Optional;
import java.util.Set;

/**
 * What the two peers have told each other about themselves, and what they have asked. Shared by the
 * two lanes of a session; safe for use by both.
 */
final class Conversation {
  private static final Set<String> WITH_BATCHES = Set.of("2024-11-05", "2025-03-26");
  private static final String CLIENT = "io.modelcontextprotocol/clientInfo";
  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

  private final InFlight clientsRequests = new InFlight();
  private final InFlight serversRequests = new InFlight();
  private volatile Subject subject = Subject.UNKNOWN;
  private volatile boolean batches;

  /** The requests that travel in this direction. */
  InFlight inFlight(dev.mcpfirewall.decision.Direction direction) {
    return switch (direction) {
      case INBOUND -> clientsRequests;
      case OUTBOUND -> serversRequests;
    };
  }

  /** Who the client says it is. */
  Subject subject() {
    return subject;
  }

  /** Whether the version agreed on has batches; until one is agreed on, it has none. */
  boolean batches() {
    return batches;
  }

  /**
   * Learns who the client is from a request of its.
   *
   * @param nameable whether nothing in the request must be kept out of the record, which repeats
   *     the client's name with every event
   */
  void hear(Message.Request request, boolean nameable) {
    Optional<Value> params = request.params().value();
    if (request.method().equals("initialize")) {
      params.ifPresent(
          value -> learn(value.member("clientInfo").filter(info -> nameable), Era.LEGACY));
      return;
    }
    params
        .flatMap(value -> value.member("_meta"))
        .filter(meta -> meta.member(VERSION).isPresent())
        .ifPresent(meta -> learn(meta.member(CLIENT).filter(info -> nameable), Era.MODERN));
  }

  /** Learns from an answer of the server which version is spoken. */
  void hear(Message.Result result, Asked asked) {
    if (asked.method().equals("initialize")) {
      batches =
          result.result().memberText("protocolVersion").filter(WITH_BATCHES::contains).isPresent();
    }
  }

  private void learn(Optional<Value> info, Era era) {
    Subject before = subject;
    String name = info.flatMap(value -> value.memberText("name")).orElse(before.name());
    String version = info.flatMap(value -> value.memberText("version")).orElse(before.version());
    if (era != before.era() || !name.equals(before.name()) || !version.equals(before.version())) {
      subject = new Subject(name, version, era);
    }
  }
}
