// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.lint;

import dev.mcpfirewall.cli.policy.lint.Complaint.Kind;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.ToolRules.ServerEntry;
import dev.mcpfirewall.policy.ToolRules.ToolEntry;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.rule.AgentEntry;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.Test;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Rules that let everything pass where little should, and tests that everything passes. */
record Breadth(Rulebook book, Consumer<Complaint> found) {
  void tell() {
    if (book.tools().otherwise() == ToolState.DISABLED) {
      everythingAllowed();
    }
    book.rules().forEach(rule -> tests("rules." + rule.name(), rule));
    book.outbound().forEach(rule -> tests("outbound-rules." + rule.name(), rule));
    for (Chain chain : book.sequences().chains()) {
      chain
          .steps()
          .forEach(step -> arguments("chains." + chain.name(), step.at(), step.arguments()));
    }
  }

  private void everythingAllowed() {
    book.rules().stream()
        .filter(rule -> rule.action().lets() && Implication.isCatchAll(rule))
        .forEach(rule ->
            tooBroad(
                rule.at(),
                "rules." + rule.name(),
                "it lets everything pass, though `default` is `deny`",
                "name the tools, or write `default: allow`"));
    for (AgentEntry agent : book.agents()) {
      boolean all =
          agent.allow().filter(list -> list.stream().anyMatch(Implication::isAll)).isPresent();
      if (all && Implication.isAll(agent.agent())) {
        tooBroad(
            agent.at(),
            "agents." + agent.agent(),
            "every agent may call every tool, though `default` is `deny`",
            "name the tools, or write `default: allow`");
      }
    }
    for (ServerEntry server : book.tools().servers()) {
      for (ToolEntry tool : server.tools()) {
        if (tool.state() == ToolState.ENABLED
            && Implication.isAll(tool.tool())
            && Implication.isAll(server.server())) {
          tooBroad(
              tool.at(),
              "servers." + server.server() + ".tools." + tool.tool(),
              "every tool of every server is enabled, though `default` is `deny`",
              "name the servers or the tools, or write `default: allow`");
        }
      }
    }
  }

  private void tests(String id, Rule rule) {
    arguments(id, rule.at(), rule.match().arguments());
    each(id, rule.at(), "text", rule.match().text());
  }

  private void arguments(String id, Position at, Map<String, List<Test>> arguments) {
    arguments.forEach((name, tests) -> each(id, at, "arguments." + name, tests));
  }

  private void each(String id, Position at, String key, List<Test> tests) {
    for (Test test : tests) {
      everything(test)
          .ifPresent(shown ->
              found.accept(
                  new Complaint(
                      Kind.MATCHES_EVERYTHING,
                      at,
                      id,
                      "`" + key + "`: " + shown + " is true of every value",
                      "write `exists: true` if any value is meant; else say which")));
    }
  }

  private static Optional<String> everything(Test test) {
    return switch (test) {
      case Test.Like like when isEverything(like) -> Optional.of("`" + like.pattern() + "`");
      case Test.Regex regex when isEverything(regex) ->
          Optional.of("`regex: " + regex.pattern() + "`");
      case Test.Under under when under.directories().contains("/") -> Optional.of("`under: /`");
      case Test.Like like -> Optional.empty();
      case Test.Regex regex -> Optional.empty();
      case Test.Under under -> Optional.empty();
      case Test.OneOf oneOf -> Optional.empty();
      case Test.NotUnder notUnder -> Optional.empty();
      case Test.Compare compare -> Optional.empty();
      case Test.Secrets secrets -> Optional.empty();
      case Test.Exists exists -> Optional.empty();
      case Test.From from -> Optional.empty();
      case Test.Not not -> not.tests().stream().flatMap(t -> everything(t).stream()).findFirst();
    };
  }

  /** Whether every text is of this form. */
  static boolean isEverything(Test.Like like) {
    return like.pattern().matches("\\*+|/?\\*\\*(/\\*+)*");
  }

  /** Whether the expression is found in every text. */
  static boolean isEverything(Test.Regex regex) {
    return regex.pattern().matches("(\\(\\?[is]+\\))?\\^?(\\.\\*|\\(\\.\\*\\))\\$?|\\^|\\$");
  }

  private void tooBroad(Position at, String id, String why, String help) {
    found.accept(new Complaint(Kind.OVER_BROAD, at, id, why, help));
  }
}
