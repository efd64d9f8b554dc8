// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.ShellAndHosts;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.ToolRules.RuleSet;
import dev.mcpfirewall.policy.ToolRules.ServerEntry;
import dev.mcpfirewall.policy.ToolRules.ToolEntry;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.AgentEntry;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Extension;
import dev.mcpfirewall.policy.rule.Flow;
import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.RateLimit;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.Scope;
import dev.mcpfirewall.policy.rule.ServerTraits;
import dev.mcpfirewall.policy.rule.Test;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A book, written down in a test; every part gets the next line of a file that is not there. */
public final class Books {
  static final Site SITE =
      new Site(
          Path.of("/home/ann"),
          Path.of("/home/ann/shop"),
          Path.of("/home/ann/shop"),
          true,
          List.of());

  private ToolState otherwise = ToolState.ENABLED;
  private final List<ServerEntry> servers = new ArrayList<>();
  private final List<ServerTraits> traits = new ArrayList<>();
  private final List<AgentEntry> agents = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Rule> outbound = new ArrayList<>();
  private final List<RateLimit> rates = new ArrayList<>();
  private final List<Chain> chains = new ArrayList<>();
  private final List<Flow> flows = new ArrayList<>();
  private final List<Extension.Module> modules = new ArrayList<>();
  private final List<Extension.Document> documents = new ArrayList<>();
  private int line;

  public static Books book() {
    return new Books();
  }

  public static Position at(int line) {
    return new Position("policy.yaml", line, 3);
  }

  private Position next() {
    return at(++line);
  }

  public Books otherwise(ToolState state) {
    otherwise = state;
    return this;
  }

  public Books server(String name, Optional<ToolState> state, Map<String, ToolState> tools) {
    List<ToolEntry> entries = new ArrayList<>();
    tools.forEach((tool, s) -> entries.add(new ToolEntry(Glob.names(tool), s, next())));
    servers.add(new ServerEntry(Glob.names(name), state, entries));
    return this;
  }

  public Books labels(String server, boolean trusted, Map<String, List<String>> tools) {
    List<ServerTraits.Labelled> labelled = new ArrayList<>();
    tools.forEach((tool, names) ->
        labelled.add(
            new ServerTraits.Labelled(
                Glob.names(tool), names.stream().map(Label::new).toList(), next())));
    traits.add(new ServerTraits(Glob.names(server), trusted, labelled, next()));
    return this;
  }

  public Books agent(
      String name, Optional<List<String>> allow, List<String> deny, List<String> approval) {
    agents.add(
        new AgentEntry(
            Glob.names(name), allow.map(Books::globs), globs(deny), globs(approval), next()));
    return this;
  }

  public static List<Glob> globs(List<String> names) {
    return names.stream().map(Glob::names).toList();
  }

  public Books rule(Rule rule) {
    rules.add(rule);
    return this;
  }

  public Books rule(String name, Action action, Scope scope, Match match) {
    return rule(new Rule(name, scope, match, action, Optional.empty(), List.of(), next()));
  }

  public Books outbound(String name, Action action, Scope scope, Match match) {
    return outbound(new Rule(name, scope, match, action, Optional.empty(), List.of(), next()));
  }

  public Books outbound(Rule rule) {
    outbound.add(rule);
    return this;
  }

  public Books chain(String name, Action action, Chain.Step... steps) {
    chains.add(
        new Chain(name, Duration.ofMinutes(10), action, Optional.empty(), List.of(steps), next()));
    return this;
  }

  public static Chain.Step step(Scope scope, Map<String, List<Test>> arguments) {
    return new Chain.Step(scope, arguments, at(99));
  }

  public Books flow(String name, Flow.Forbidden forbid, Action action, String... when) {
    flows.add(
        new Flow(
            name,
            List.of(when).stream().map(Label::new).toList(),
            forbid,
            action,
            Optional.empty(),
            next()));
    return this;
  }

  public Books rego(String name, String text) {
    modules.add(new Extension.Module(Path.of("/policies", name), text, false, next()));
    return this;
  }

  public Books legacyRego(String name, String text) {
    modules.add(new Extension.Module(Path.of("/policies", name), text, true, next()));
    return this;
  }

  public Books data(String name, String json) {
    documents.add(new Extension.Document(name, Path.of("/policies", name + ".json"), json, next()));
    return this;
  }

  public Rulebook build() {
    return new Rulebook(
        new RuleSet(otherwise, servers),
        traits,
        agents,
        rules,
        outbound,
        rates,
        new Rulebook.Sequences(chains, flows),
        modules.isEmpty() && documents.isEmpty()
            ? Extension.NONE
            : new Extension(modules, documents));
  }

  public PolicyEngine engine() {
    return engine(List.of(build()));
  }

  static PolicyEngine engine(List<Rulebook> books) {
    return PolicyEngines.of(books, new PolicyRevision("test"), SITE, new ShellAndHosts());
  }

  /** By the engine for Rego, even where it is not needed. */
  static PolicyEngine rego(List<Rulebook> books) {
    return RegoEngine.of(books, new PolicyRevision("test"), SITE, new ShellAndHosts());
  }

  public static Scope tool(String pattern) {
    return new Scope(
        Optional.of(Glob.names(pattern)), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Scope method(String pattern) {
    return new Scope(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Glob.names(pattern)));
  }

  public static Match arguments(String name, Test... tests) {
    return arguments(Map.of(name, List.of(tests)));
  }

  public static Match arguments(Map<String, List<Test>> arguments) {
    return new Match(
        new LinkedHashMap<>(arguments),
        List.of(),
        new TreeMap<>(),
        List.of(),
        OptionalLong.empty());
  }

  public static Match text(Test... tests) {
    return new Match(Map.of(), List.of(tests), new TreeMap<>(), List.of(), OptionalLong.empty());
  }

  public static Match findings(String check, boolean wanted) {
    return new Match(
        Map.of(), List.of(), new TreeMap<>(Map.of(check, wanted)), List.of(), OptionalLong.empty());
  }

  public static Match labels(String... labels) {
    return new Match(
        Map.of(),
        List.of(),
        new TreeMap<>(),
        List.of(labels).stream().map(Label::new).toList(),
        OptionalLong.empty());
  }

  public static Match larger(long bytes) {
    return new Match(Map.of(), List.of(), new TreeMap<>(), List.of(), OptionalLong.of(bytes));
  }

  public static Test compare(Test.Relation relation, long bound) {
    return new Test.Compare(relation, BigDecimal.valueOf(bound));
  }

  public static Test equal(Object value) {
    return new Test.OneOf(
        List.of(
            switch (value) {
              case String s -> new Test.Literal.Text(s);
              case Boolean b -> new Test.Literal.Bool(b);
              case Number n -> new Test.Literal.Numeric(new BigDecimal(n.toString()));
              default -> new Test.Literal.Null();
            }));
  }

  public static Test not(Test... tests) {
    return new Test.Not(List.of(tests));
  }
}
