// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

import dev.mcpfirewall.cli.adopt.YamlText;
import dev.mcpfirewall.cli.adopt.YamlText.Told;
import dev.mcpfirewall.cli.policy.record.Retold;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.Example;
import dev.mcpfirewall.decision.Effect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A policy for the tools that were seen: what is not named in it is refused. The same traffic gives
 * the same bytes. Of one thread.
 */
final class Draft {
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_EXAMPLE = 160;

  private final Traffic traffic;
  private final Folders folders;
  private final Map<String, Level> levels = new HashMap<>();
  private final NavigableMap<String, Method> methods = new TreeMap<>();
  private final List<Object> rules = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** A method besides calls of tools, of a server. */
  record Method(String server, String method, NavigableSet<String> agents, int count) {}

  Draft(Traffic traffic, Folders folders) {
    this.traffic = traffic;
    this.folders = folders;
  }

  /**
   * Names the values of a tool's calls one by one, where rules made for all of them do not fit.
   *
   * @return whether that had not been done yet
   */
  boolean closer(String server, String tool) {
    return levels.putIfAbsent(key(server, tool), Level.EXACT) == null;
  }

  /**
   * Describes the calls of a tool more closely, until a person is asked about each.
   *
   * @return whether that could be done
   */
  boolean stricter(String server, String tool) {
    Level before = levels.getOrDefault(key(server, tool), Level.GENERAL);
    levels.put(key(server, tool), before.stricter());
    return before != Level.ASK;
  }

  /**
   * Lets a method pass that calls no tool.
   *
   * @return whether it was not let pass yet
   */
  boolean let(String server, String method, String agent) {
    String key = key(server, method);
    Method before = methods.getOrDefault(key, new Method(server, method, new TreeSet<>(), 0));
    NavigableSet<String> agents = new TreeSet<>(before.agents);
    boolean isNew = agents.add(agent);
    methods.put(key, new Method(server, method, agents, before.count + 1));
    return isNew;
  }

  private static String key(String server, String name) {
    return server + "\n" + name;
  }

  /** The file. */
  String text(List<String> header) {
    rules.clear();
    names.clear();
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", 1);
    root.put("default", "deny");
    root.put("servers", servers());
    Map<String, Object> agents = agents();
    if (!agents.isEmpty()) {
      root.put("agents", agents);
    }
    traffic.tools().forEach(this::rules);
    methods.values().forEach(this::rule);
    rules.add(
        new Told(
            List.of("What is not named above was not seen."),
            rule("nothing else", Map.of("tool", "*"), Map.of(), "deny")));
    root.put("rules", rules);
    if (traffic.peak() > 0) {
      root.put("rate_limits", rates());
    }
    return YamlText.of(header, root)
        .replace("\nservers:", "\n\nservers:")
        .replace("\nagents:", "\n\nagents:")
        .replace("\nrules:", "\n\nrules:")
        .replace("\nrate_limits:", "\n\nrate_limits:");
  }

  private Level level(ToolSeen tool) {
    Level level = levels.getOrDefault(key(tool.server(), tool.tool()), Level.GENERAL);
    boolean ask = tool.learn(level, folders).stream().anyMatch(Learned::ask);
    return ask ? Level.ASK : level;
  }

  private Map<String, Object> servers() {
    Map<String, Map<String, Object>> tools = new LinkedHashMap<>();
    for (ToolSeen tool : traffic.tools()) {
      tools
          .computeIfAbsent(tool.server(), name -> new LinkedHashMap<>())
          .put(tool.tool(), new Told(YamlText.wrapped(counts(tool)), state(tool)));
    }
    Map<String, Object> servers = new LinkedHashMap<>();
    tools.forEach((server, seen) -> servers.put(server, Map.of("tools", seen)));
    return servers;
  }

  private String state(ToolSeen tool) {
    if (tool.count(Effect.ALLOW) > 0) {
      return level(tool) == Level.ASK ? "approval" : "enabled";
    }
    return tool.count(Effect.HOLD) > 0 ? "approval" : "disabled";
  }

  private static String counts(ToolSeen tool) {
    List<String> parts = new ArrayList<>();
    if (tool.count(Effect.ALLOW) > 0) {
      parts.add(tool.count(Effect.ALLOW) + " let pass");
    }
    if (tool.count(Effect.HOLD) > 0) {
      parts.add(tool.count(Effect.HOLD) + " held (" + join(tool.rules(Effect.HOLD)) + ")");
    }
    if (tool.count(Effect.DENY) > 0) {
      parts.add(tool.count(Effect.DENY) + " denied (" + join(tool.rules(Effect.DENY)) + ")");
    }
    return String.join(", ", parts);
  }

  private static String join(Collection<String> words) {
    return String.join(", ", words);
  }

  /** Which tools an agent may call at all. Of somebody without a name nothing can be said. */
  private Map<String, Object> agents() {
    NavigableMap<String, NavigableSet<String>> allowed = new TreeMap<>();
    for (ToolSeen tool : traffic.tools()) {
      for (String agent : tool.agents()) {
        allowed.computeIfAbsent(agent, name -> new TreeSet<>()).add(tool.tool());
      }
    }
    allowed.remove("");
    Map<String, Object> agents = new LinkedHashMap<>();
    allowed.forEach((agent, tools) -> agents.put(agent, Map.of("allow", new ArrayList<>(tools))));
    return agents;
  }

  private void rules(ToolSeen tool) {
    boolean passed = tool.count(Effect.ALLOW) > 0;
    boolean held = tool.count(Effect.HOLD) > 0;
    if (!passed && !held) {
      return;
    }
    String name = tool.server() + "/" + tool.tool();
    if (!passed || level(tool) == Level.ASK) {
      List<String> told = passed ? told(tool, tool.learn(Level.EXACT, folders)) : List.of();
      add(told, rule(name, scope(tool, tool.agents()), Map.of(), "approve"));
      return;
    }
    List<Learned> learned = tool.learn(level(tool), folders);
    String otherwise = held ? "approve" : "deny";
    Map<String, Object> required = new LinkedHashMap<>();
    List<String> comment = new ArrayList<>(told(tool, learned));
    for (Learned argument : learned) {
      if (argument.always() && !argument.tests().isEmpty()) {
        required.put(argument.name(), argument.tests());
      } else if (!argument.tests().isEmpty()) {
        // Not every call has it, so a rule that lets pass cannot ask for it.
        Map<String, Object> match = Map.of(argument.name(), argument.otherwise());
        String other = name + " other " + argument.name();
        add(comment, rule(other, scope(tool, tool.agentsLetPass()), match, otherwise));
        comment = List.of();
      }
    }
    add(comment, rule(name, scope(tool, tool.agentsLetPass()), required, "allow"));
    if (held) {
      add(List.of(), rule(name + " else", scope(tool, tool.agents()), Map.of(), "approve"));
    }
  }

  private void rule(Method method) {
    Map<String, Object> scope = new LinkedHashMap<>();
    by(method.agents, scope);
    scope.put("server", method.server);
    scope.put("method", method.method);
    add(
        List.of(method.count + " let pass; what they name is not looked at"),
        rule(method.server + " " + method.method, scope, Map.of(), "allow"));
  }

  private static List<String> told(ToolSeen tool, List<Learned> learned) {
    List<String> lines = new ArrayList<>();
    tool.example(Effect.ALLOW)
        .flatMap(Retold::situation)
        .ifPresent(situation -> lines.add("such as: " + cut(new Example(situation).words())));
    for (Learned argument : learned) {
      lines.addAll(YamlText.wrapped(cut(argument.name()) + ": " + argument.words()));
    }
    return lines;
  }

  private static String cut(String text) {
    String plain = Desk.plain(text);
    return plain.length() <= LONGEST_EXAMPLE ? plain : plain.substring(0, LONGEST_EXAMPLE) + "…";
  }

  private static Map<String, Object> scope(ToolSeen tool, NavigableSet<String> agents) {
    Map<String, Object> scope = new LinkedHashMap<>();
    by(agents, scope);
    scope.put("server", tool.server());
    scope.put("tool", tool.tool());
    return scope;
  }

  /** Where one of them had no name, no name can be asked for. */
  private static void by(NavigableSet<String> agents, Map<String, Object> scope) {
    String names = String.join("|", agents);
    if (!agents.contains("") && names.length() <= 500) {
      scope.put("agent", names);
    }
  }

  private void add(List<String> comment, Map<String, Object> rule) {
    rules.add(comment.isEmpty() ? rule : new Told(comment, rule));
  }

  private Map<String, Object> rule(
      String wanted, Map<String, Object> scope, Map<String, Object> arguments, String action) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("name", unique(wanted));
    rule.putAll(scope);
    if (!arguments.isEmpty()) {
      rule.put("match", Map.of("arguments", arguments));
    }
    rule.put("action", action);
    return rule;
  }

  private String unique(String wanted) {
    String plain = wanted.replaceAll("[^A-Za-z0-9 _./-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    String name = plain.isEmpty() ? "rule" : plain;
    name = name.substring(0, Math.min(name.length(), LONGEST_NAME)).strip();
    String free = name;
    for (int i = 2; !names.add(free); i++) {
      String suffix = "-" + i;
      free =
          name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length())).strip()
              + suffix;
    }
    return free;
  }

  private Map<String, Object> rates() {
    Map<String, Object> rates = new LinkedHashMap<>();
    rates.put("global", new Told(List.of(most(traffic.peak())), limit(traffic.peak())));
    Map<String, Object> servers = new LinkedHashMap<>();
    traffic
        .peaks()
        .forEach((server, peak) -> servers.put(server, new Told(List.of(most(peak)), limit(peak))));
    if (servers.size() > 1) {
      rates.put("servers", servers);
    }
    return rates;
  }

  private static String most(int peak) {
    return "a session made at most "
        + peak
        + (peak == 1 ? " call" : " calls")
        + " in a minute; this is about three times that, or 30";
  }

  private static String limit(int peak) {
    return Math.max(30, (3 * peak + 9) / 10 * 10) + "/min";
  }
}
