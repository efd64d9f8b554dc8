// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

import dev.mcpfirewall.cli.policy.record.Doubt;
import dev.mcpfirewall.cli.policy.record.RecordedSession;
import dev.mcpfirewall.cli.policy.record.Retold;
import dev.mcpfirewall.cli.policy.record.Trail;
import dev.mcpfirewall.decision.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a record has of calls of tools. Of one thread. */
final class Traffic {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final NavigableMap<String, ToolSeen> tools = new TreeMap<>();
  private final NavigableMap<String, Integer> peaks = new TreeMap<>();
  private final Map<Doubt, Integer> doubts = new EnumMap<>(Doubt.class);
  private final NavigableMap<String, Integer> unwritable = new TreeMap<>();
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private int calls;
  private int peak;

  /** Of a record. */
  static Traffic of(Trail trail) {
    Traffic traffic = new Traffic();
    trail.sessions().forEach(traffic::add);
    return traffic;
  }

  private void add(RecordedSession session) {
    Deque<Instant> global = new ArrayDeque<>();
    Map<String, Deque<Instant>> byServer = new HashMap<>();
    for (Retold message : session.messages()) {
      Optional<String> tool = tool(message);
      if (tool.isEmpty()) {
        continue;
      }
      Instant at = message.entry().time();
      String server = message.entry().text("server");
      calls++;
      first = at.isBefore(first) ? at : first;
      last = at.isAfter(last) ? at : last;
      peak = Math.max(peak, inLastMinute(global, at));
      int here = inLastMinute(byServer.computeIfAbsent(server, s -> new ArrayDeque<>()), at);
      if (PlainName.is(server)) {
        peaks.merge(PlainName.folded(server), here, Math::max);
      }
      message.doubts().forEach(doubt -> doubts.merge(doubt, 1, Integer::sum));
      message.decided().ifPresent(decided -> call(message, server, tool.get(), decided));
    }
  }

  /** The tool that a message calls. */
  static Optional<String> tool(Retold message) {
    return message.entry().text("direction").equals("inbound")
        ? message.situation().flatMap(situation -> situation.tool())
        : Optional.empty();
  }

  private static int inLastMinute(Deque<Instant> times, Instant now) {
    times.addLast(now);
    while (times.getFirst().isBefore(now.minus(MINUTE))) {
      times.removeFirst();
    }
    return times.size();
  }

  private void call(Retold message, String server, String tool, Effect decided) {
    String agent = message.situation().orElseThrow().agent();
    if (!PlainName.is(server) || !PlainName.is(tool) || !agent.isEmpty() && !PlainName.is(agent)) {
      String who = agent.isEmpty() ? "" : " by `" + agent + "`";
      unwritable.merge("`" + tool + "` of `" + server + "`" + who, 1, Integer::sum);
      return;
    }
    String key = PlainName.folded(server) + "\n" + PlainName.folded(tool);
    tools
        .computeIfAbsent(key, k -> new ToolSeen(PlainName.folded(server), PlainName.folded(tool)))
        .add(message, decided, PlainName.folded(agent));
  }

  /** The tools, in order of server and name. */
  Collection<ToolSeen> tools() {
    return tools.values();
  }

  /** The most calls of one session in a minute. */
  int peak() {
    return peak;
  }

  /** The most calls of one session in a minute, by server. */
  NavigableMap<String, Integer> peaks() {
    return peaks;
  }

  int calls() {
    return calls;
  }

  Map<Doubt, Integer> doubts() {
    return doubts;
  }

  /** Calls under names that no policy can write, and how many. */
  NavigableMap<String, Integer> unwritable() {
    return unwritable;
  }

  /** From when to when. */
  List<Instant> span() {
    return calls == 0 ? new ArrayList<>() : List.of(first, last);
  }
}
