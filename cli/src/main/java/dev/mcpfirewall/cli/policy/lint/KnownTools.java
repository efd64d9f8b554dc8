// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.lint;

import dev.mcpfirewall.cli.policy.lint.Complaint.Kind;
import dev.mcpfirewall.config.DidYouMean;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.ToolRules.ServerEntry;
import dev.mcpfirewall.policy.ToolRules.ToolEntry;
import dev.mcpfirewall.policy.rule.AgentEntry;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Flow;
import dev.mcpfirewall.policy.rule.RateLimit;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.ServerTraits;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Consumer;

/**
 * Patterns that none of the known tools has.
 *
 * @param names of all tools there are
 */
record KnownTools(NavigableSet<String> names, Consumer<Complaint> found) {
  void tell(Rulebook book) {
    for (ServerEntry server : book.tools().servers()) {
      for (ToolEntry tool : server.tools()) {
        ask("servers." + server.server() + ".tools." + tool.tool(), tool.at(), tool.tool());
      }
    }
    for (ServerTraits server : book.labels()) {
      server.tools().forEach(t -> ask("servers." + server.server() + ".labels", t.at(), t.tool()));
    }
    for (AgentEntry agent : book.agents()) {
      String key = "agents." + agent.agent();
      agent.allow().orElse(List.of()).forEach(tool -> ask(key, agent.at(), tool));
      agent.deny().forEach(tool -> ask(key, agent.at(), tool));
      agent.approval().forEach(tool -> ask(key, agent.at(), tool));
    }
    book.rules().forEach(rule -> rule("rules.", rule));
    book.outbound().forEach(rule -> rule("outbound-rules.", rule));
    book.rates().stream()
        .filter(rate -> rate.scope() == RateLimit.Scope.TOOL)
        .forEach(rate -> ask("rate-limits.tool", rate.at(), rate.of()));
    for (Chain chain : book.sequences().chains()) {
      for (Chain.Step step : chain.steps()) {
        step.scope().tool().ifPresent(tool -> ask("chains." + chain.name(), step.at(), tool));
      }
    }
    book.sequences().flows().forEach(this::flow);
  }

  private void rule(String prefix, Rule rule) {
    rule.scope().tool().ifPresent(tool -> ask(prefix + rule.name(), rule.at(), tool));
  }

  private void flow(Flow flow) {
    switch (flow.forbid()) {
      case Flow.Forbidden.Egress egress -> {}
      case Flow.Forbidden.Calls calls ->
          calls.scope().tool().ifPresent(tool -> ask("flows." + flow.name(), flow.at(), tool));
    }
  }

  /** A pattern of which one alternative is known is an honest list of what there may be. */
  private void ask(String id, Position at, Glob tool) {
    if (names.stream().noneMatch(tool::matches)) {
      String help =
          DidYouMean.closest(tool.text(), List.copyOf(names))
              .map(best -> "did you mean `" + best + "`?")
              .orElse("check its spelling, or remove it");
      found.accept(
          new Complaint(Kind.UNKNOWN_TOOL, at, id, "no known tool is `" + tool + "`", help));
    }
  }
}
