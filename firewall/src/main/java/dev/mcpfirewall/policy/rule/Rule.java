// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

import dev.mcpfirewall.config.Position;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code rules:} or {@code outbound_rules:}.
 *
 * @param name unique in its list; {@code rules[3]} where none is given
 * @param message for the agent and the person; must not need what was matched
 * @param labels what the result of a call (or, outbound, this result) is, if the rule matches
 * @param at where it stands
 */
public record Rule(
    String name,
    Scope scope,
    Match match,
    Action action,
    Optional<String> message,
    List<Label> labels,
    Position at) {
  public Rule {
    labels = List.copyOf(labels);
  }
}
