// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.record;

import dev.mcpfirewall.audit.AuditEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * The decisions of one session, in the order in which they were recorded.
 *
 * @param authenticated who started it, if that was said; else empty
 */
public record RecordedSession(String id, String authenticated, List<AuditEntry> decisions) {
  public RecordedSession {
    decisions = List.copyOf(decisions);
  }

  /** Its messages: each with the name that counted when it was sent. */
  public List<Retold> messages() {
    List<Retold> messages = new ArrayList<>(decisions.size());
    String agent = authenticated;
    for (AuditEntry entry : decisions) {
      // The first name that a client gives itself stays its name.
      agent = agent.isEmpty() ? entry.agent() : agent;
      messages.add(Retold.of(entry, agent));
    }
    return messages;
  }
}
