// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.trial;

import dev.mcpfirewall.json.Pointer;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.History;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a session is said to have done and seen.
 *
 * @param labels what it has seen
 * @param reached for each chain by name, how many of its steps have been done in time
 * @param sources labels by the JSON Pointer, in the message, of a value that first appeared in a
 *     result with that label
 * @param hints what the server claims of the tool: {@code readOnlyHint} and the like
 */
public record Past(
    Set<String> labels,
    Map<String, Integer> reached,
    Map<String, String> sources,
    Map<String, Boolean> hints)
    implements History {
  /** Nothing has happened yet. */
  public static final Past NOTHING = new Past(Set.of(), Map.of(), Map.of(), Map.of());

  public Past {
    labels = Set.copyOf(labels);
    reached = Map.copyOf(reached);
    sources = Map.copyOf(sources);
    hints = Map.copyOf(hints);
  }

  @Override
  public long calls() {
    return 0;
  }

  @Override
  public Map<String, Integer> reached(Instant now) {
    return reached;
  }

  @Override
  public List<Origin> origins(Message message) {
    return sources.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> new Origin(new Pointer(entry.getKey()), entry.getValue(), "", ""))
        .toList();
  }

  @Override
  public ToolClaims claims(String tool) {
    return hints.isEmpty() ? ToolClaims.NONE : new ToolClaims("", hints);
  }
}
