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
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All calls of one tool of one server. Of one thread. */
final class ToolSeen {
  private final String server;
  private final String tool;
  private final Map<Effect, List<Retold>> calls = new EnumMap<>(Effect.class);
  private final Map<Effect, SortedSet<String>> agents = new EnumMap<>(Effect.class);

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

  private SortedSet<String> agents(Effect effect) {
    return new TreeSet<>(agents.getOrDefault(effect, new TreeSet<>()));
  }

  int count(Effect effect) {
    return calls(effect).size();
  }

  /** Who has been let call it, or been told to wait. */
  SortedSet<String> agents() {
    SortedSet<String> all = agents(Effect.ALLOW);
    all.addAll(agents(Effect.HOLD));
    return all;
  }

  /** Those that passed. */
  SortedSet<String> agentsLetPass() {
    return agents(Effect.ALLOW);
  }

  Optional<Retold> example(Effect effect) {
    return calls(effect).stream().findFirst();
  }

  /** The rules that refused, or wanted a person. */
  SortedSet<String> rules(Effect effect) {
    SortedSet<String> rules = new TreeSet<>();
    calls(effect).forEach(call -> rules.add(call.entry().text("rule")));
    return rules;
  }

  /** What is asked of the arguments of calls that passed, in order of name. */
  List<Learned> learn(Level level, Folders folders) {
    SortedMap<String, ArgumentSeen> seen = new TreeMap<>();
    for (Retold call : calls(Effect.ALLOW)) {
      arguments(call)
          .forEach((name, values) ->
              seen.computeIfAbsent(name, ArgumentSeen::new).add(values));
    }
    int all = count(Effect.ALLOW);
    return seen.values().stream().map(one -> one.learn(level, all, folders)).toList();
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
