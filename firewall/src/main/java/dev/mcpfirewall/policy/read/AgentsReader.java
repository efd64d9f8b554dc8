// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.rule.AgentEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code agents:}, except how often they may call. */
final class AgentsReader {
  private static final List<String> KEYS =
      List.of("allow", "deny", "require_approval", "rate_limit");

  private AgentsReader() {}

  /** The agents with this file: what it says of one replaces what was said, key by key. */
  static List<AgentEntry> read(Fields file, List<AgentEntry> before) {
    Map<String, AgentEntry> agents = new LinkedHashMap<>();
    before.forEach(agent -> agents.put(agent.agent().text(), agent));
    Fields section = file.section("agents");
    for (Entry entry : section.entries()) {
      Optional<Glob> name = section.parsed(entry.key(), Patterns::names);
      Fields fields = section.section(section.key(entry.key().text()), entry.value()).only(KEYS);
      Optional<AgentEntry> old = Optional.ofNullable(agents.get(entry.key().text()));
      AgentEntry read = agent(fields, name.orElse(Glob.names("*")), old, entry);
      contradictions(fields, read);
      name.ifPresent(glob -> agents.put(glob.text(), read));
    }
    return List.copyOf(agents.values());
  }

  private static AgentEntry agent(Fields fields, Glob name, Optional<AgentEntry> old, Entry entry) {
    Optional<List<Glob>> allowedBefore = old.flatMap(AgentEntry::allow);
    return new AgentEntry(
        name,
        fields.node("allow").isPresent()
            ? Optional.of(fields.list("allow", Patterns::names, List.of()))
            : allowedBefore,
        fields.list("deny", Patterns::names, old.map(AgentEntry::deny).orElse(List.of())),
        fields.list(
            "require_approval", Patterns::names, old.map(AgentEntry::approval).orElse(List.of())),
        entry.key().at());
  }

  /** What is refused anyway is not also allowed or asked about: one of the two is a mistake. */
  private static void contradictions(Fields fields, AgentEntry agent) {
    List<Glob> passing = new ArrayList<>(agent.approval());
    agent.allow().ifPresent(passing::addAll);
    passing.stream()
        .filter(agent.deny()::contains)
        .distinct()
        .filter(ignored -> fields.node("deny").isPresent())
        .forEach(glob ->
            fields.problem(
                fields.node("deny").orElseThrow().at(),
                Kind.CONTRADICTION,
                "`" + glob.text() + "` is denied, and let through by the same agent's entry",
                "`deny` always wins; keep one of them"));
  }
}
