// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.lint;

import dev.mcpfirewall.cli.policy.lint.Complaint.Kind;
import dev.mcpfirewall.cli.policy.space.NameClasses;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.ToolRules;
import dev.mcpfirewall.policy.ToolRules.ServerEntry;
import dev.mcpfirewall.policy.ToolRules.Standing;
import dev.mcpfirewall.policy.ToolRules.ToolEntry;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.AgentEntry;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What one part of a policy lets pass and another one always refuses: the strictest part counts.
 */
record Reach(Rulebook book, Consumer<Complaint> found) {
  void tell() {
    book.rules().stream().filter(rule -> rule.scope().tool().isPresent()).forEach(this::rule);
    book.agents().forEach(this::agent);
    book.tools().servers().forEach(this::server);
  }

  private void rule(Rule rule) {
    Glob tool = rule.scope().tool().orElseThrow();
    if (rule.action() == Action.DENY) {
      enabledElsewhere(rule, tool);
      return;
    }
    if (refusedByTools(rule, tool)) {
      unreachable(rule, "`servers.*.tools` disables every tool that it is about");
    }
    for (AgentEntry agent : book.agents()) {
      if (covers(agent.agent(), rule.scope().agent()) && anyCovers(agent.deny(), tool)) {
        unreachable(
            rule,
            "`agents."
                + agent.agent()
                + ".deny` (line "
                + agent.at().line()
                + ") refuses every tool that it is about");
      }
    }
  }

  private void unreachable(Rule rule, String because) {
    say(
        Kind.UNREACHABLE,
        rule.at(),
        "rules." + rule.name(),
        because + ", so nothing passes by it",
        "remove one of them; the strictest part of a policy counts");
  }

  private boolean refusedByTools(Rule rule, Glob tool) {
    List<Glob> tools = new ArrayList<>(List.of(tool));
    List<Glob> servers = new ArrayList<>();
    rule.scope().server().ifPresent(servers::add);
    for (ServerEntry server : book.tools().servers()) {
      servers.add(server.server());
      server.tools().stream().map(ToolEntry::tool).filter(tool::overlaps).forEach(tools::add);
    }
    NameClasses toolNames = NameClasses.of(tools);
    NameClasses serverNames = NameClasses.of(servers);
    if (!toolNames.complete() || !serverNames.complete() || tools.size() == 1) {
      return false;
    }
    ToolRules rules = new ToolRules(List.of(book.tools()));
    List<String> own = toolNames.that(tool::matches);
    return serverNames.that(name -> matches(rule.scope().server(), name)).stream()
        .allMatch(server ->
            own.stream().map(name -> rules.standingOf(server, name)).allMatch(Reach::isDisabled));
  }

  private static boolean isDisabled(Standing standing) {
    return standing.state() == ToolState.DISABLED && standing.at().isPresent();
  }

  private static boolean matches(Optional<Glob> glob, String name) {
    return glob.isEmpty() || glob.get().matches(name);
  }

  /** An entry that enables exactly what a rule refuses in all cases. */
  private void enabledElsewhere(Rule rule, Glob tool) {
    boolean always =
        rule.match().equals(Match.ALL)
            && Implication.isAll(rule.scope().agent())
            && rule.scope().method().isEmpty();
    for (ServerEntry server : always ? book.tools().servers() : List.<ServerEntry>of()) {
      for (ToolEntry entry : server.tools()) {
        if (entry.state() == ToolState.ENABLED
            && entry.tool().equals(tool)
            && covers(rule.scope().server(), server.server())) {
          say(
              Kind.CONTRADICTORY,
              rule.at(),
              "rules." + rule.name(),
              "it refuses what `servers."
                  + server.server()
                  + ".tools."
                  + tool
                  + "` (line "
                  + entry.at().line()
                  + ") enables",
              "keep one of them; as it is, the tool is refused");
        }
      }
    }
  }

  private void agent(AgentEntry agent) {
    for (Glob allowed : agent.allow().orElse(List.of())) {
      for (AgentEntry other : book.agents()) {
        boolean same = other.equals(agent) || NameClasses.covers(other.agent(), agent.agent());
        if (same && anyCovers(other.deny(), allowed)) {
          say(
              Kind.CONTRADICTORY,
              agent.at(),
              "agents." + agent.agent(),
              "`"
                  + allowed
                  + "` is allowed here and refused by `agents."
                  + other.agent()
                  + ".deny` (line "
                  + other.at().line()
                  + ")",
              "remove one of them; as it is, the tool is refused");
        }
      }
    }
  }

  /** Entries of one map that a stricter glob overrules; an exact name can't be. */
  private void server(ServerEntry server) {
    for (ToolEntry entry : server.tools()) {
      boolean exact = !entry.tool().text().contains("*") && !entry.tool().text().contains("?");
      Stream<ToolEntry> stricter =
          server.tools().stream()
              .filter(other -> other.state().compareTo(entry.state()) > 0)
              .filter(other -> NameClasses.covers(other.tool(), entry.tool()));
      if (!exact) {
        stricter.findFirst().ifPresent(other -> overruled(server, entry, other));
      }
    }
  }

  private void overruled(ServerEntry server, ToolEntry entry, ToolEntry other) {
    String key = "servers." + server.server() + ".tools.";
    say(
        Kind.OVERRULED,
        entry.at(),
        key + entry.tool(),
        "`"
            + other.tool()
            + ": "
            + other.state().word()
            + "` (line "
            + other.at().line()
            + ") matches all that it matches, and the strictest counts",
        "write `default` instead of a glob for everything, or name the tools exactly");
  }

  private static boolean covers(Glob outer, Optional<Glob> inner) {
    return Implication.isAll(outer) || inner.isPresent() && NameClasses.covers(outer, inner.get());
  }

  private static boolean covers(Optional<Glob> outer, Glob inner) {
    return Implication.isAll(outer) || NameClasses.covers(outer.orElseThrow(), inner);
  }

  private static boolean anyCovers(List<Glob> outer, Glob inner) {
    return outer.stream().anyMatch(glob -> NameClasses.covers(glob, inner));
  }

  private void say(Kind kind, Position at, String rule, String why, String help) {
    found.accept(new Complaint(kind, at, rule, why, help));
  }
}
