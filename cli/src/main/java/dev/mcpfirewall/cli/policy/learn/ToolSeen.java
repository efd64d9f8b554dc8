// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

import dev.mcpfirewall.cli.policy.record.Retold;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Params;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All calls of one tool of one server. Of one thread. */
final class ToolSeen {
  private final String server;
  private final String tool;
  private final Map<Effect, List<Retold>> calls = new EnumMap<>(Effect.class);
  private final Map<Effect, NavigableSet<String>> agents = new EnumMap<>(Effect.class);

  ToolSeen(String server, String tool) {
    this.server = server;
    this.tool = tool;
  }

  String server() {
    return server;
  }

  String tool() {
    return tool;
  }

  /**
   * One more call.
   *
   * @param agent by the name it is compared under; empty for nobody
   */
  void add(Retold call, Effect decided, String agent) {
    // What passes with something taken out passes.
    Effect effect = decided == Effect.REDACT ? Effect.ALLOW : decided;
    calls.computeIfAbsent(effect, key -> new ArrayList<>()).add(call);
    agents.computeIfAbsent(effect, key -> new TreeSet<>()).add(agent);
  }

  private List<Retold> calls(Effect effect) {
    return calls.getOrDefault(effect, List.of());
  }

  private NavigableSet<String> agents(Effect effect) {
    return new TreeSet<>(agents.getOrDefault(effect, new TreeSet<>()));
  }

  int count(Effect effect) {
    return calls(effect).size();
  }

  /** Who has been let call it, or been told to wait. */
  NavigableSet<String> agents() {
    NavigableSet<String> all = agents(Effect.ALLOW);
    all.addAll(agents(Effect.HOLD));
    return all;
  }

  /** Those that passed. */
  NavigableSet<String> agentsLetPass() {
    return agents(Effect.ALLOW);
  }

  Optional<Retold> example(Effect effect) {
    return calls(effect).stream().findFirst();
  }

  /** The rules that refused, or wanted a person. */
  NavigableSet<String> rules(Effect effect) {
    NavigableSet<String> rules = new TreeSet<>();
    calls(effect).forEach(call -> rules.add(call.entry().text("rule")));
    return rules;
  }

  /** What is asked of the arguments of calls that passed, in order of name. */
  List<Learned> learn(Level level, Folders folders) {
    NavigableMap<String, ArgumentSeen> seen = new TreeMap<>();
    List<Map<String, Scalars>> all = calls(Effect.ALLOW).stream().map(ToolSeen::arguments).toList();
    Set<String> names = new TreeSet<>();
    all.forEach(arguments -> names.addAll(arguments.keySet()));
    for (Map<String, Scalars> arguments : all) {
      // What is an object in one call and a text in another is asked about as a whole.
      NavigableMap<String, Scalars> whole = new TreeMap<>();
      arguments.forEach(
          (name, values) -> whole.merge(outermost(name, names), values, Scalars::and));
      whole.forEach((name, values) -> seen.computeIfAbsent(name, ArgumentSeen::new).add(values));
    }
    return seen.values().stream().map(one -> one.learn(level, all.size(), folders)).toList();
  }

  /** The shortest of the names that stands for this one or for what it is in. */
  private static String outermost(String name, Set<String> names) {
    for (int slash = name.indexOf('/', 1); slash > 0; slash = name.indexOf('/', slash + 1)) {
      String above = name.substring(0, slash);
      if (names.contains(above)) {
        return above;
      }
      if (names.contains(above.substring(1))) {
        return above.substring(1);
      }
    }
    return name;
  }

  private static Map<String, Scalars> arguments(Retold call) {
    if (call.situation().isEmpty()) {
      return Map.of();
    }
    Params params =
        switch (call.situation().get().message()) {
          case Message.Request request -> request.params();
          case Message.Notification notification -> notification.params();
          case Message.Result result -> throw new IllegalStateException("a result is no call");
          case Message.Failure failure -> throw new IllegalStateException("an error is no call");
        };
    return params instanceof Params.ToolCall told && told.arguments().isPresent()
        ? Scalars.of(told.arguments().get())
        : new LinkedHashMap<>();
  }
}
