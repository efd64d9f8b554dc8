// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.Glob;
import java.util.List;
import java.util.Optional;

/**
 * What an agent may call. Every entry whose glob matches the agent's name counts; the strictest
 * wins, and within an entry {@code deny} beats {@code require_approval} beats {@code allow}.
 *
 * @param agent the name it declares, or under which it is authenticated
 * @param allow where present, the only tools it may call; being named here decides a call, so that
 *     {@code default} is not asked
 * @param deny tools it may not call
 * @param approval tools for each call of which a person is asked
 */
public record AgentEntry(
    Glob agent, Optional<List<Glob>> allow, List<Glob> deny, List<Glob> approval, Position at) {
  public AgentEntry {
    allow = allow.map(List::copyOf);
    deny = List.copyOf(deny);
    approval = List.copyOf(approval);
  }
}
