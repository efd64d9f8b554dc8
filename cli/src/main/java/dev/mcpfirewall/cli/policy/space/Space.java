// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.space;

import dev.mcpfirewall.cli.policy.trial.Past;
import dev.mcpfirewall.cli.policy.trial.Situation;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Calls that tell all cases of some policies apart: every class of agents, servers and tools that
 * their patterns make, every argument absent and at and around each of its constants, every
 * combination of labels, every chain before its last step. What is left out is told.
 */
public final class Space {
  private static final int MOST_LABELS = 5;

  /** Calls with fewer arguments come before all others. */
  private static final int ORDINARY = 3;

  private static final int MOST_ARGUMENTS = 4_000;

  private final Constants constants;
  private final Query query;
  private final int most;
  private final Set<String> leftOut = new LinkedHashSet<>();
  private long asked;

  /**
   * The calls for these books.
   *
   * @param most how many calls are made at most
   */
  public Space(Collection<Rulebook> books, Query query, int most) {
    this.constants = new Constants(books);
    this.query = query;
    this.most = most;
    constants.unsampled.forEach(
        regex -> leftOut.add("texts that `" + regex + "` matches: it is too involved to find one"));
    if (constants.rego) {
      leftOut.add("Rego was asked with the texts that stand in it, and no others");
    }
  }

  /** What was left out, in words; known after {@link #each}. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** How many calls were made. */
  public long asked() {
    return asked;
  }

  /** Makes the calls, those with the fewest arguments first, as long as {@code more} says so. */
  public void each(Predicate<Situation> more) {
    List<Past> pasts = pasts();
    List<String> agents = names("agents", constants.agents, query.agent(), "agent");
    List<String> servers = names("servers", constants.servers, query.server(), "server");
    Map<String, List<List<String>>> tools = new LinkedHashMap<>();
    names("tools", constants.tools, query.tool(), "tool")
        .forEach(tool -> tools.put(tool, arguments(tool)));
    int longest = tools.values().stream().mapToInt(List::size).max().orElse(0);
    List<Past> nothing = pasts.subList(0, 1);
    List<Past> others = pasts.subList(1, pasts.size());
    Round round = new Round(tools, agents, servers, more);
    boolean goesOn =
        round.of(nothing, 0, ORDINARY)
            && round.of(others, 0, ORDINARY)
            && round.of(pasts, ORDINARY, longest);
    if (!goesOn && asked == most) {
      leftOut.add("after " + most + " calls the rest was left out; `--most` raises that");
    }
  }

  /** Calls with certain numbers of arguments, after certain pasts. */
  private final class Round {
    private final Map<String, List<List<String>>> tools;
    private final List<String> agents;
    private final List<String> servers;
    private final Predicate<Situation> more;

    Round(
        Map<String, List<List<String>>> tools,
        List<String> agents,
        List<String> servers,
        Predicate<Situation> more) {
      this.tools = tools;
      this.agents = agents;
      this.servers = servers;
      this.more = more;
    }

    boolean of(List<Past> pasts, int from, int to) {
      for (int count = from; count < to; count++) {
        for (Map.Entry<String, List<List<String>>> tool : tools.entrySet()) {
          List<List<String>> byCount = tool.getValue();
          for (String given : count < byCount.size() ? byCount.get(count) : List.<String>of()) {
            if (!of(tool.getKey(), given, pasts)) {
              return false;
            }
          }
        }
      }
      return true;
    }

    private boolean of(String tool, String given, List<Past> pasts) {
      for (String agent : agents) {
        for (String server : servers) {
          Situation call = call(agent, server, tool, given);
          for (Past past : pasts) {
            if (!next(more, call.after(past))) {
              return false;
            }
          }
        }
      }
      return true;
    }
  }

  private static Situation call(String agent, String server, String tool, String arguments) {
    return Situation.of(
        agent,
        server,
        Direction.INBOUND,
        Bytes.utf8(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
                + Quote.of(tool)
                + ",\"arguments\":"
                + arguments
                + "}}"),
        new Asked("tools/call", java.util.Optional.empty()));
  }

  /** What servers send, and requests that call no tool, for policies that speak of them. */
  public void eachOther(Predicate<Situation> more) {
    List<String> agents = names("agents", constants.agents, query.agent(), "agent");
    List<String> servers = names("servers", constants.servers, query.server(), "server");
    Set<String> methods =
        new LinkedHashSet<>(List.of("resources/read", "prompts/get", "x/unknown"));
    methods.addAll(NameClasses.of(constants.methods).names());
    methods.remove("tools/call");
    List<String> tools = names("tools", constants.tools, query.tool(), "tool");
    for (String server : servers) {
      for (String agent : agents) {
        for (String method : methods) {
          if (!next(more, message(agent, server, Direction.INBOUND, request(method), method, ""))) {
            return;
          }
        }
        for (String tool : tools) {
          for (String text : resultTexts()) {
            String result = "{\"content\":[{\"type\":\"text\",\"text\":" + text + "}]}";
            String answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + result + "}";
            if (!next(
                more, message(agent, server, Direction.OUTBOUND, answer, "tools/call", tool))) {
              return;
            }
          }
        }
      }
    }
  }

  private boolean next(Predicate<Situation> more, Situation situation) {
    if (asked == most) {
      return false;
    }
    asked++;
    return more.test(situation);
  }

  private Set<String> resultTexts() {
    Set<String> texts = new LinkedHashSet<>(constants.texts);
    texts.add(Quote.of("x"));
    texts.add(Quote.of("key " + Samples.SECRET));
    texts.removeIf(text -> !text.startsWith("\""));
    return texts;
  }

  private static String request(String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":" + Quote.of(method) + ",\"params\":{}}";
  }

  private static Situation message(
      String agent, String server, Direction side, String text, String method, String tool) {
    return Situation.of(
        agent,
        server,
        side,
        Bytes.utf8(text),
        new Asked(
            method, tool.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(tool)));
  }

  /** One name of each class that the question is about. */
  private List<String> names(String what, Set<Glob> globs, Glob asked, String ordinary) {
    NameClasses classes = NameClasses.within(asked, globs);
    if (!classes.complete()) {
      leftOut.add(
          "names of " + what + " that more than two of their patterns match: there are too many");
    }
    Set<String> names = new LinkedHashSet<>();
    // A name that reads as what it is, where no pattern can tell it from the shortest one.
    boolean plain = !ordinary.isEmpty() && globs.stream().noneMatch(g -> g.matches(ordinary));
    if (plain && asked.matches(ordinary)) {
      names.add(ordinary);
    }
    for (String name : classes.names()) {
      boolean nobody = globs.stream().noneMatch(g -> g.matches(name));
      if (!(nobody && plain && asked.matches(ordinary))) {
        names.add(name);
      }
    }
    if (what.equals("agents") && asked.text().equals("*")) {
      names.add("");
    }
    return List.copyOf(names);
  }

  /** Objects of arguments for a tool, by how many arguments they have. */
  private List<List<String>> arguments(String tool) {
    Map<String, List<String>> values = constants.argumentsOf(tool);
    List<List<String>> byCount = new ArrayList<>(List.of(List.of("")));
    long made = 1;
    for (Map.Entry<String, List<String>> entry : values.entrySet()) {
      List<List<String>> before = byCount;
      List<List<String>> next = new ArrayList<>();
      for (int count = 0; count <= before.size(); count++) {
        List<String> own = new ArrayList<>(count < before.size() ? before.get(count) : List.of());
        boolean fits = count <= 2 || made < MOST_ARGUMENTS;
        if (count > 0 && fits) {
          for (String value : entry.getValue()) {
            String member = Constants.member(entry.getKey(), value);
            before.get(count - 1).forEach(m -> own.add(joined(m, member)));
          }
        } else if (count > 0) {
          leftOut.add("of tool `" + tool + "`, some combinations of more than two arguments");
        }
        next.add(own);
      }
      byCount = next;
      made = byCount.stream().mapToLong(List::size).sum();
    }
    return byCount.stream().map(Space::proper).toList();
  }

  private static String joined(String members, String member) {
    return members.isEmpty() ? member : members + "," + member;
  }

  /** Two rules may place different things at one pointer; such objects have a key twice. */
  private static List<String> proper(List<String> members) {
    return members.stream()
        .map(m -> "{" + m + "}")
        .filter(object -> Document.parse(Bytes.utf8(object)) instanceof Document)
        .toList();
  }

  private List<Past> pasts() {
    List<Set<String>> seen = new ArrayList<>(List.of(Set.of()));
    if (constants.labels.size() > MOST_LABELS) {
      leftOut.add("combinations of labels but none, each alone, and all of them");
      constants.labels.forEach(label -> seen.add(Set.of(label)));
      seen.add(constants.labels);
    } else {
      for (String label : constants.labels) {
        for (Set<String> before : List.copyOf(seen)) {
          Set<String> more = new TreeSet<>(before);
          more.add(label);
          seen.add(more);
        }
      }
    }
    List<Map<String, Integer>> reached = new ArrayList<>(List.of(Map.of()));
    constants.chains.forEach((chain, steps) -> reached.add(Map.of(chain, steps)));
    if (constants.chains.size() > 1) {
      reached.add(constants.chains);
    }
    List<Past> pasts = new ArrayList<>();
    for (Map<String, Integer> steps : reached) {
      seen.forEach(labels -> pasts.add(new Past(labels, steps, Map.of(), Map.of())));
    }
    if (constants.from) {
      leftOut.add("values that came from a labelled result (`from`) were not tried");
    }
    return pasts;
  }
}
