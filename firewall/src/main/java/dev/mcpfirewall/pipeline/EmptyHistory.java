// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.mcp.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The history of a session that has not begun, or of one that nobody remembers. */
final class EmptyHistory implements Memory {
  @Override
  public long calls() {
    return 0;
  }

  @Override
  public Set<String> labels() {
    return Set.of();
  }

  @Override
  public Map<String, Integer> reached(Instant now) {
    return Map.of();
  }

  @Override
  public List<Origin> origins(Message message) {
    return List.of();
  }

  @Override
  public ToolClaims claims(String tool) {
    return ToolClaims.NONE;
  }

  @Override
  public void passed(Exchange exchange, Message message, Set<Mark> marks) {}
}
