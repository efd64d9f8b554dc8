// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

import dev.mcpfirewall.policy.ToolRules;
import dev.mcpfirewall.policy.ToolState;
import java.util.List;

/**
 * What one person's files say of who may do what: the user's own with those that are trusted in one
 * book; each project that may only tighten in a book of its own. The strictest book counts.
 *
 * @param tools {@code default:} and {@code servers.*.tools}: {@code default} is for what nothing
 *     else in this book decides
 * @param labels {@code servers.*.labels} and {@code servers.*.trusted}
 * @param agents {@code agents:}; all that match a client count, strictest first
 * @param rules {@code rules:}, the first match wins
 * @param outbound {@code outbound_rules:}, the first match wins
 * @param rates {@code rate_limits:} and {@code agents.*.rate_limit}
 * @param sequences {@code chains:} and {@code flows:}
 * @param extension {@code rego:} and {@code data:}; empty in a book that may only tighten
 */
public record Rulebook(
    ToolRules.RuleSet tools,
    List<ServerTraits> labels,
    List<AgentEntry> agents,
    List<Rule> rules,
    List<Rule> outbound,
    List<RateLimit> rates,
    Sequences sequences,
    Extension extension) {
  /** A book in which nothing stands: everything passes. */
  public static final Rulebook EMPTY =
      new Rulebook(
          new ToolRules.RuleSet(ToolState.ENABLED, List.of()),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Sequences.NONE,
          Extension.NONE);

  public Rulebook {
    labels = List.copyOf(labels);
    agents = List.copyOf(agents);
    rules = List.copyOf(rules);
    outbound = List.copyOf(outbound);
    rates = List.copyOf(rates);
  }

  /** What a session may not do after what it has done and seen. */
  public record Sequences(List<Chain> chains, List<Flow> flows) {
    /** None. */
    public static final Sequences NONE = new Sequences(List.of(), List.of());

    public Sequences {
      chains = List.copyOf(chains);
      flows = List.copyOf(flows);
    }
  }
}
