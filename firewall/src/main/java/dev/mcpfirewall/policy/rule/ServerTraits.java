// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.Glob;
import java.util.List;

/**
 * What is known of a server's tools besides whether they may be called.
 *
 * @param server which servers
 * @param trusted whether its tool annotations are believed where they make things laxer
 * @param tools labels by tool: what their results are, or {@link Label#EGRESS} for a way out
 */
public record ServerTraits(Glob server, boolean trusted, List<Labelled> tools, Position at) {
  public ServerTraits {
    tools = List.copyOf(tools);
  }

  /** A tool, or several by a glob, and what they are. */
  public record Labelled(Glob tool, List<Label> labels, Position at) {
    public Labelled {
      labels = List.copyOf(labels);
    }
  }
}
