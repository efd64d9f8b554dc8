// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import dev.mcpfirewall.decision.Direction;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known around a message while it is judged. Read only.
 *
 * @param agent on whose behalf the session runs
 * @param place where it runs
 * @param direction which way the message travels
 * @param inReplyTo for an answer, what it answers
 * @param history what the session has done and seen so far
 * @param now when the message is judged: checks have no clock of their own
 */
public record Exchange(
    Agent agent,
    Place place,
    Direction direction,
    Optional<Asked> inReplyTo,
    History history,
    Instant now) {
  /** The first message of a session that nobody in particular holds with a server. */
  public static Exchange with(String server, Direction direction, Optional<Asked> inReplyTo) {
    return new Exchange(
        Agent.UNKNOWN,
        new Place("", server, "/"),
        direction,
        inReplyTo,
        History.EMPTY,
        Instant.EPOCH);
  }

  /** The name the policy knows the server by. */
  public String server() {
    return place.server();
  }

  /** The method the message answers; empty if it answers none. */
  public String answers() {
    return inReplyTo.map(Asked::method).orElse("");
  }
}
