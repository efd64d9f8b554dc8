// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.DidYouMean;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.rule.RateLimit;
import dev.mcpfirewall.policy.rule.RateLimit.Scope;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code rate_limits:} and {@code agents.*.rate_limit}. */
final class RatesReader {
  private final Map<String, RateLimit> limits = new LinkedHashMap<>();
  private final Set<String> here = new HashSet<>();

  private RatesReader(List<RateLimit> before) {
    before.forEach(limit -> limits.put(key(limit), limit));
  }

  /** The limits with this file: one for the same replaces what was said. */
  static List<RateLimit> read(Fields file, List<RateLimit> before) {
    RatesReader reader = new RatesReader(before);
    Fields section =
        file.section("rate_limits")
            .only(
                List.of("global", "agents", "tools", "servers"),
                key ->
                    DidYouMean.closest(key, List.of("agents", "tools", "servers", "global"))
                            .isEmpty()
                        ? Optional.of(Habits.OF_RATES)
                        : Optional.empty());
    if (section.node("global").isPresent()) {
      reader.add(section, "global", Scope.GLOBAL, Glob.names("*"));
    }
    reader.named(section.section("agents"), Scope.AGENT);
    reader.named(section.section("tools"), Scope.TOOL);
    reader.named(section.section("servers"), Scope.SERVER);
    reader.agents(file.section("agents"));
    return List.copyOf(reader.limits.values());
  }

  private void named(Fields names, Scope scope) {
    for (Entry entry : names.entries()) {
      names
          .parsed(entry.key(), Patterns::names)
          .ifPresent(glob -> add(names, entry.key().text(), scope, glob));
    }
  }

  private void agents(Fields section) {
    for (Entry entry : section.entries()) {
      if (entry.value() instanceof MapNode map && map.get("rate_limit").isPresent()) {
        Fields agent = section.section(section.key(entry.key().text()), map);
        // A name that is no pattern is told by the reader of agents.
        name(entry.key().text()).ifPresent(glob -> add(agent, "rate_limit", Scope.AGENT, glob));
      }
    }
  }

  private static Optional<Glob> name(String text) {
    try {
      return Optional.of(Glob.names(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void add(Fields fields, String name, Scope scope, Glob of) {
    if (fields.node(name).orElseThrow() instanceof Scalar at) {
      fields
          .optional(name, Rates::parse)
          .map(rate -> new RateLimit(scope, of, rate.calls(), rate.per(), at.at()))
          .ifPresent(limit -> put(fields, limit));
    } else {
      fields.wrongType(
          fields.node(name).orElseThrow(), fields.key(name), "a rate, as in `100/min`");
    }
  }

  private void put(Fields fields, RateLimit limit) {
    limits.put(key(limit), limit);
    if (!here.add(key(limit))) {
      fields.problem(
          limit.at(),
          Kind.DUPLICATE_KEY,
          "the rate of the agent `" + limit.of() + "` stands in this file twice",
          "keep `agents.NAME.rate_limit` or `rate_limits.agents.NAME`");
    }
  }

  private static String key(RateLimit limit) {
    return limit.scope().word() + " " + limit.of().text();
  }
}
