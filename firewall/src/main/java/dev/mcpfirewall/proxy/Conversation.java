// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.decision.Subject;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Params;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Asked;
import java.util.Optional;
import java.util.Set;

/**
 * What the two peers have told each other about themselves, and what they have asked. Shared by the
 * two lanes of a session; safe for use by both. Only the inbound lane changes who the client is.
 */
final class Conversation {
  private static final Set<String> WITH_BATCHES = Set.of("2024-11-05", "2025-03-26");
  private static final String CLIENT = "io.modelcontextprotocol/clientInfo";
  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

  /** Policies are asked about the name with every message: a longer one counts as its beginning. */
  private static final int LONGEST_NAME = 256;

  private final InFlight clientsRequests = new InFlight();
  private final InFlight serversRequests = new InFlight();
  private volatile Agent agent;
  private volatile Subject subject = Subject.UNKNOWN;
  private volatile boolean batches;

  /** With what is known of the client before it has said anything. */
  Conversation(Agent agent) {
    this.agent = agent;
  }

  /**
   * What a message says of who sends it.
   *
   * @param info the client's name and version
   * @param era empty if the message does not tell
   */
  record Introduction(Optional<Value> info, Optional<Era> era) {
    static final Introduction NONE = new Introduction(Optional.empty(), Optional.empty());

    static Introduction in(Params params) {
      if (params.value().isEmpty()) {
        return NONE;
      }
      Value value = params.value().get();
      if (params.method().equals("initialize")) {
        return new Introduction(value.member("clientInfo"), Optional.of(Era.LEGACY));
      }
      Optional<Value> meta = value.member("_meta");
      if (meta.isEmpty()) {
        return NONE;
      }
      boolean modern = meta.get().member(VERSION).isPresent();
      return new Introduction(
          meta.get().member(CLIENT), modern ? Optional.of(Era.MODERN) : Optional.empty());
    }

    private Optional<String> text(String member) {
      return info.flatMap(value -> value.memberText(member));
    }
  }

  /** The requests that travel in this direction. */
  InFlight inFlight(Direction direction) {
    return switch (direction) {
      case INBOUND -> clientsRequests;
      case OUTBOUND -> serversRequests;
    };
  }

  /** Who the client says it is, for the record. */
  Subject subject() {
    return subject;
  }

  /** Who the client is for the policy. */
  Agent agent() {
    return agent;
  }

  /** Whether the version agreed on has batches; until one is agreed on, it has none. */
  boolean batches() {
    return batches;
  }

  /**
   * Learns who the client is from a message of its, before the message is judged: the first request
   * of a modern client may be a call already. The first name counts for as long as the session
   * lasts.
   */
  void meet(Introduction said) {
    if (said == Introduction.NONE) {
      return;
    }
    Agent before = agent;
    String declared = said.text("name").map(Conversation::shortened).orElse(before.declared());
    String version = said.text("version").map(Conversation::shortened).orElse(before.version());
    Era era = said.era().orElse(before.era());
    if (era != before.era()
        || !declared.equals(before.declared())
        || !version.equals(before.version())) {
      String name = before.name().isEmpty() ? declared : before.name();
      agent = new Agent(name, declared, version, before.authenticated(), era);
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }

  /**
   * Takes down for the record what a request says of the client.
   *
   * @param nameable whether nothing in the request must be kept out of the record, which repeats
   *     the client's name with every event
   */
  void hear(Introduction said, boolean nameable) {
    if (said.era().isEmpty()) {
      return;
    }
    Subject before = subject;
    Introduction shown = nameable ? said : new Introduction(Optional.empty(), said.era());
    String name = shown.text("name").orElse(before.name());
    String version = shown.text("version").orElse(before.version());
    Era era = said.era().get();
    if (era != before.era() || !name.equals(before.name()) || !version.equals(before.version())) {
      subject = new Subject(name, version, era);
    }
  }

  /** Learns from an answer of the server which version is spoken. */
  void hear(Message.Result result, Asked asked) {
    if (asked.method().equals("initialize")) {
      batches =
          result.result().memberText("protocolVersion").filter(WITH_BATCHES::contains).isPresent();
    }
  }
}
