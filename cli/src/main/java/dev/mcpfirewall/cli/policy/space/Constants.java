// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.space;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.ToolRules.ServerEntry;
import dev.mcpfirewall.policy.rule.AgentEntry;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Extension;
import dev.mcpfirewall.policy.rule.Flow;
import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.Scope;
import dev.mcpfirewall.policy.rule.ServerTraits;
import dev.mcpfirewall.policy.rule.Test;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that the rules of some policies compare something with. Of one thread. */
final class Constants {
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"|`([^`]*)`");
  private static final Pattern ARGUMENT =
      Pattern.compile("arguments(?:\\.([A-Za-z_]\\w*)|\\[\"([^\"]+)\"\\])");

  final Set<Glob> tools = new LinkedHashSet<>();
  final Set<Glob> servers = new LinkedHashSet<>();
  final Set<Glob> agents = new LinkedHashSet<>();
  final Set<Glob> methods = new LinkedHashSet<>();
  final Set<String> labels = new TreeSet<>();
  final Map<String, Integer> chains = new TreeMap<>();
  final List<Asked> asked = new ArrayList<>();
  final Set<String> texts = new LinkedHashSet<>();

  /** Regular expressions of which no text was found that they match. */
  final Set<String> unsampled = new LinkedHashSet<>();

  boolean rego;
  boolean from;

  /**
   * What is asked of arguments.
   *
   * @param tool of which tools; empty for all
   */
  record Asked(Optional<Glob> tool, Map<String, List<Test>> arguments) {}

  Constants(Collection<Rulebook> books) {
    int number = 0;
    for (Rulebook book : books) {
      add(book, number++);
    }
  }

  private void add(Rulebook book, int number) {
    for (ServerEntry server : book.tools().servers()) {
      servers.add(server.server());
      server.tools().forEach(tool -> tools.add(tool.tool()));
    }
    for (ServerTraits traits : book.labels()) {
      servers.add(traits.server());
      traits.tools().forEach(tool -> tools.add(tool.tool()));
    }
    book.agents().forEach(this::add);
    book.rules().forEach(this::add);
    for (Rule rule : book.outbound()) {
      add(rule.scope());
      add(rule.match());
      rule.match().text().forEach(test -> texts.addAll(Samples.of(List.of(test))));
    }
    for (Chain chain : book.sequences().chains()) {
      String name = number == 0 ? chain.name() : "b" + number + ":" + chain.name();
      chains.put(name, chain.steps().size() - 1);
      for (Chain.Step step : chain.steps()) {
        add(step.scope());
        step.arguments().values().forEach(tests -> tests.forEach(this::add));
        asked.add(new Asked(step.scope().tool(), step.arguments()));
      }
    }
    book.sequences().flows().forEach(this::add);
    add(book.extension());
  }

  private void add(AgentEntry agent) {
    agents.add(agent.agent());
    tools.addAll(agent.deny());
    tools.addAll(agent.approval());
    agent.allow().ifPresent(tools::addAll);
  }

  private void add(Rule rule) {
    add(rule.scope());
    add(rule.match());
    asked.add(new Asked(rule.scope().tool(), rule.match().arguments()));
    if (!rule.match().text().isEmpty() || !rule.match().findings().isEmpty()) {
      asked.add(new Asked(rule.scope().tool(), Map.of("text", texts(rule.match()))));
    }
  }

  private static List<Test> texts(Match match) {
    List<Test> tests = new ArrayList<>(match.text());
    if (match.findings().containsKey("secrets")) {
      tests.add(new Test.Secrets(true));
    }
    return tests;
  }

  private void add(Match match) {
    match.labels().forEach(label -> labels.add(label.name()));
    match.arguments().values().forEach(tests -> tests.forEach(this::add));
    match.text().forEach(this::add);
  }

  private void add(Test test) {
    switch (test) {
      case Test.From(Label label) -> {
        labels.add(label.name());
        from = true;
      }
      case Test.Not not -> not.tests().forEach(this::add);
      case Test.Regex regex -> {
        if (RegexSamples.of(regex.pattern()).isEmpty()) {
          unsampled.add(regex.pattern());
        }
      }
      case Test.Like like -> {}
      case Test.OneOf oneOf -> {}
      case Test.Under under -> {}
      case Test.NotUnder notUnder -> {}
      case Test.Compare compare -> {}
      case Test.Secrets secrets -> {}
      case Test.Exists exists -> {}
    }
  }

  private void add(Flow flow) {
    flow.when().forEach(label -> labels.add(label.name()));
    switch (flow.forbid()) {
      case Flow.Forbidden.Egress egress ->
          asked.add(
              new Asked(
                  Optional.empty(),
                  Map.of("url", List.of(new Test.Like("https://elsewhere.example/x")))));
      case Flow.Forbidden.Calls calls -> add(calls.scope());
    }
  }

  private void add(Scope scope) {
    scope.tool().ifPresent(tools::add);
    scope.server().ifPresent(servers::add);
    scope.agent().ifPresent(agents::add);
    scope.method().ifPresent(methods::add);
  }

  /** Every text of a person's Rego may be anything: a tool, an agent, an argument's value. */
  private void add(Extension extension) {
    for (Extension.Module module : extension.modules()) {
      rego = true;
      List<Test> values = new ArrayList<>();
      Matcher text = TEXT.matcher(module.text());
      while (text.find()) {
        String found = text.group(1) == null ? text.group(2) : text.group(1);
        if (!found.isEmpty() && found.length() < 100) {
          values.add(new Test.OneOf(List.of(new Test.Literal.Text(found))));
          name(found, module.text());
        }
      }
      Matcher argument = ARGUMENT.matcher(module.text());
      while (argument.find()) {
        String name = argument.group(1) == null ? argument.group(2) : argument.group(1);
        asked.add(new Asked(Optional.empty(), Map.of(name, values)));
      }
    }
  }

  private void name(String text, String module) {
    if (text.matches("[A-Za-z0-9_./-]{1,64}")) {
      tools.add(Glob.names(text));
      if (module.contains("input.server")) {
        servers.add(Glob.names(text));
      }
      if (module.contains("input.agent") || module.contains("input.client")) {
        agents.add(Glob.names(text));
      }
    }
  }

  /** The values, as JSON, that matter for each argument of a tool. */
  Map<String, List<String>> argumentsOf(String tool) {
    Map<String, Set<String>> all = new TreeMap<>();
    for (Asked one : asked) {
      if (one.tool().isEmpty() || one.tool().get().matches(tool)) {
        one.arguments()
            .forEach((name, tests) ->
                all.computeIfAbsent(place(name), n -> new LinkedHashSet<>())
                    .addAll(Samples.of(tests)));
      }
    }
    Map<String, List<String>> values = new TreeMap<>();
    all.forEach((name, samples) -> values.put(name, List.copyOf(samples)));
    return values;
  }

  /** Where a value is put that may stand anywhere. */
  private static String place(String name) {
    return name.equals(Match.ANY) ? "value" : name;
  }

  /** An argument and its value as a member of an object; of a pointer, as objects in each other. */
  static String member(String name, String value) {
    if (!name.startsWith("/")) {
      return Quote.of(name) + ":" + value;
    }
    List<String> steps = List.of(name.substring(1).split("/", -1));
    String inner = value;
    for (String step : steps.subList(1, steps.size()).reversed()) {
      inner =
          step.matches("[0-9]")
              ? "[" + inner + "]"
              : "{" + Quote.of(plain(step)) + ":" + inner + "}";
    }
    return Quote.of(plain(steps.getFirst())) + ":" + inner;
  }

  private static String plain(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }
}
