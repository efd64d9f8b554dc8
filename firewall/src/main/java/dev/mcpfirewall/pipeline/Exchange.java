// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Subject;
import java.util.Optional;

/**
 * What is known around a message while it is judged. Read only.
 *
 * @param subject on whose behalf the session runs
 * @param server the name the policy knows the server by
 * @param direction which way the message travels
 * @param inReplyTo for an answer, what it answers
 */
public record Exchange(
    Subject subject, String server, Direction direction, Optional<Asked> inReplyTo) {
  /** The method the message answers; empty if it answers none. */
  public String answers() {
    return inReplyTo.map(Asked::method).orElse("");
  }
}
