// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

import dev.mcpfirewall.policy.Glob;
import java.util.Optional;

/**
 * Which messages a rule is about; what is absent is not asked.
 *
 * @param tool a pattern of tool names with {@code |} between alternatives; a rule with one is about
 *     calls of tools (and their results) only
 * @param server the server's name
 * @param agent the agent's name
 * @param method the JSON-RPC method
 */
public record Scope(
    Optional<Glob> tool, Optional<Glob> server, Optional<Glob> agent, Optional<Glob> method) {
  /** Everything. */
  public static final Scope ANY =
      new Scope(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
