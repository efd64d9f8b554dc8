// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.Decision.Reason;
import dev.mcpfirewall.policy.Decision.Redaction;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.ToolRules;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.place.Names;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.AgentEntry;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Flow;
import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.Scope;
import dev.mcpfirewall.policy.rule.ServerTraits;
import dev.mcpfirewall.policy.rule.Test;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the books mean, read without Rego: slow, and as close to the words as can be. */
final class PlainReading {
  private final List<Rulebook> books;
  private final PlainTests tests;
  private final List<Reason> reasons = new ArrayList<>();
  private final Set<Mark> marks = new HashSet<>();
  private final PolicyInput in;

  PlainReading(List<Rulebook> books, PlainTests tests, PolicyInput in) {
    this.books = books;
    this.tests = tests;
    this.in = in;
  }

  Decision decide() {
    for (int i = 0; i < books.size(); i++) {
      book(books.get(i), i);
    }
    in.memory()
        .exceeded()
        .forEach(e ->
            say(
                PolicyStage.RATE_LIMITS,
                "rate-limits." + e.limit().split(" ", -1)[0],
                Effect.DENY,
                "the rate limit `"
                    + e.limit()
                    + "` is used up; try again in "
                    + Math.max(1, (e.retryAfterMillis() + 999) / 1000)
                    + " s",
                e.at()));
    if (tests.asksForLabels(books)) {
      siteMarks();
    }
    return new Decision(Reasons.inOrder(reasons), marks);
  }

  private boolean isCall() {
    return in.what().tool().isPresent() && !in.what().answer();
  }

  private boolean acts() {
    return isCall() || in.what().acts() && !in.what().answer();
  }

  private boolean inbound() {
    return in.direction() == Direction.INBOUND;
  }

  private String tool() {
    return in.what().tool().map(PolicyInput.Tool::name).orElse("");
  }

  private void book(Rulebook book, int number) {
    boolean decided = false;
    if (isCall()) {
      for (AgentEntry entry : book.agents()) {
        decided |= entry.agent().matches(in.agent().name()) && agent(entry);
      }
    }
    ToolRules tools = new ToolRules(List.of(book.tools()));
    ToolRules.Standing standing = tools.standingOf(in.server(), tool());
    if (isCall() && standing.at().isPresent()) {
      decided = true;
      String at = standing.at().get().toString();
      state(standing.state(), PolicyStage.TOOLS, "policy.tool-disabled", at);
    }
    Optional<Rule> first =
        (inbound() ? book.rules() : book.outbound())
            .stream().filter(rule -> matches(rule)).findFirst();
    if (first.isPresent()) {
      decided = true;
      rule(first.get());
    }
    book.sequences().chains().forEach(chain -> chain(chain, number));
    book.sequences().flows().forEach(flow -> flow(flow, book));
    if (acts() && !decided) {
      state(tools.defaultOf(in.server()), PolicyStage.DEFAULT, "policy.default", "");
    }
  }

  private void state(ToolState state, PolicyStage stage, String rule, String at) {
    String refused =
        isCall()
            ? "the policy does not let this tool be called"
            : "the policy refuses what it does not allow";
    if (state == ToolState.DISABLED) {
      say(stage, rule, Effect.DENY, refused, at);
    } else if (state == ToolState.APPROVAL) {
      String person = "the policy wants a person to decide";
      say(stage, "policy.needs-approval", Effect.HOLD, person, at);
    }
  }

  private boolean isIn(List<Glob> names) {
    return names.stream().anyMatch(glob -> glob.matches(tool()));
  }

  /** Whether it decides the call. */
  private boolean agent(AgentEntry entry) {
    boolean allowed =
        entry.allow().isPresent() && isIn(entry.allow().get()) && !Names.isDisguised(tool());
    String id = "agents." + entry.agent() + ".";
    String who = "agent `" + entry.agent() + "`: its list ";
    String at = entry.at().toString();
    if (isIn(entry.deny())) {
      say(PolicyStage.AGENTS, id + "deny", Effect.DENY, who + "`deny` names this tool", at);
    } else if (isIn(entry.approval())) {
      String why = who + "`require_approval` names this tool";
      say(PolicyStage.AGENTS, id + "approval", Effect.HOLD, why, at);
    } else if (allowed) {
      say(PolicyStage.AGENTS, id + "allow", Effect.ALLOW, who + "`allow` names this tool", at);
    } else if (entry.allow().isPresent()) {
      String why = who + "`allow` does not name this tool";
      say(PolicyStage.AGENTS, id + "allow", Effect.DENY, why, at);
    }
    return allowed;
  }

  private boolean scope(Scope scope, boolean lets) {
    boolean tool =
        scope.tool().isEmpty()
            || in.what().tool().isPresent()
                && scope.tool().get().matches(tool())
                && !(lets && Names.isDisguised(tool()));
    return tool
        && scope.server().map(glob -> glob.matches(in.server())).orElse(true)
        && scope.agent().map(glob -> glob.matches(in.agent().name())).orElse(true)
        && scope.method().map(glob -> glob.matches(in.what().method())).orElse(true);
  }

  private boolean matches(Rule rule) {
    Match match = rule.match();
    boolean lets = rule.action().lets();
    boolean contents =
        !match.arguments().isEmpty()
            || !match.text().isEmpty()
            || !match.findings().isEmpty()
            || match.responseSizeExceeds().isPresent();
    boolean about =
        contents
            || rule.scope().tool().isPresent()
            || rule.scope().method().isPresent()
            || in.what().acts();
    return about
        && scope(rule.scope(), lets)
        && match.labels().stream().allMatch(l -> in.memory().labels().contains(l.name()))
        && match.findings().entrySet().stream().allMatch(e -> found(e.getKey()) == e.getValue())
        && match.responseSizeExceeds().stream().allMatch(size -> in.what().size() > size)
        && match.arguments().entrySet().stream()
            .allMatch(e -> tests.argument(in, e.getKey(), e.getValue(), lets))
        && (match.text().isEmpty() || tests.text(in, match.text(), lets));
  }

  private boolean found(String check) {
    return in.findings().stream().anyMatch(finding -> finding.check().equals(check));
  }

  private void rule(Rule rule) {
    String id = (inbound() ? "rules." : "outbound-rules.") + rule.name();
    rule.labels().forEach(label -> marks.add(new Mark.Labelled(label.name())));
    for (Redaction redaction : redactions(rule)) {
      reasons.add(
          new Reason(
              PolicyStage.RULES,
              new RuleId(id),
              effect(rule.action()),
              rule.action() == Action.ALERT,
              rule.message().orElse(sentence("rule", rule.name(), rule.action())),
              rule.at().toString(),
              redaction));
    }
  }

  private List<Redaction> redactions(Rule rule) {
    if (rule.action() != Action.REDACT) {
      return List.of(new Redaction.None());
    }
    List<Redaction> all = new ArrayList<>();
    Match match = rule.match();
    Set<String> checks = new HashSet<>();
    match.findings().forEach((check, wanted) -> checks.addAll(wanted ? Set.of(check) : Set.of()));
    List<Test> secret = List.of(new Test.Secrets(true));
    if (match.arguments().containsValue(secret) || match.text().equals(secret)) {
      checks.add("secrets");
    }
    List<String> expressions = new ArrayList<>();
    match
        .text()
        .forEach(test -> {
          if (test instanceof Test.Regex regex) {
            expressions.add(regex.pattern());
          }
        });
    Set<String> values = new TreeSet<>();
    match
        .arguments()
        .forEach((name, asked) -> {
          if (!asked.equals(secret)) {
            values.addAll(tests.takenArguments(in, name, asked));
          }
        });
    if (expressions.isEmpty() && !match.text().isEmpty() && !match.text().equals(secret)) {
      values.addAll(tests.takenTexts(in, match.text()));
    }
    if (!checks.isEmpty()) {
      all.add(new Redaction.Found(checks));
    }
    if (!expressions.isEmpty()) {
      all.add(new Redaction.Matching(expressions));
    }
    if (!values.isEmpty()) {
      all.add(new Redaction.Values(List.copyOf(values)));
    }
    return all;
  }

  private void chain(Chain chain, int book) {
    String name = book == 0 ? chain.name() : "b" + book + ":" + chain.name();
    int last = chain.steps().size();
    boolean lets = chain.action().lets();
    for (int i = 1; i <= last; i++) {
      Chain.Step step = chain.steps().get(i - 1);
      boolean call = step.scope().method().isPresent() ? acts() : isCall();
      boolean done =
          call
              && inbound()
              && scope(step.scope(), lets)
              && step.arguments().entrySet().stream()
                  .allMatch(e -> tests.argument(in, e.getKey(), e.getValue(), lets));
      if (done) {
        marks.add(new Mark.Step(name, i, chain.within()));
      }
      if (done && i == last && in.memory().reached().getOrDefault(name, 0) >= last - 1) {
        String id = "chains." + chain.name();
        String words = chain.message().orElse(sentence("chain", chain.name(), chain.action()));
        say(PolicyStage.CHAINS, id, chain.action(), words, chain.at().toString());
      }
    }
  }

  private void flow(Flow flow, Rulebook book) {
    boolean forbidden =
        inbound()
            && acts()
            && flow.when().stream().allMatch(l -> in.memory().labels().contains(l.name()))
            && switch (flow.forbid()) {
              case Flow.Forbidden.Egress e -> egress(book);
              case Flow.Forbidden.Calls calls -> scope(calls.scope(), flow.action().lets());
            };
    if (forbidden) {
      String id = "flows." + flow.name();
      String words = flow.message().orElse(sentence("flow", flow.name(), flow.action()));
      say(PolicyStage.FLOWS, id, flow.action(), words, flow.at().toString());
    }
  }

  private boolean egress(Rulebook book) {
    Optional<Boolean> open =
        in.what().tool().flatMap(t -> Optional.ofNullable(t.annotations().get("openWorldHint")));
    boolean trusted =
        book.labels().stream().anyMatch(t -> t.trusted() && t.server().matches(in.server()));
    return labels().contains(Label.EGRESS)
        || open.equals(Optional.of(true))
        || !(trusted && open.equals(Optional.of(false))) && tests.leaves(in);
  }

  private Set<Label> labels() {
    Set<Label> all = new HashSet<>();
    Optional<PolicyInput.Tool> tool = in.what().tool();
    for (ServerTraits traits : books.stream().flatMap(b -> b.labels().stream()).toList()) {
      traits.tools().stream()
          .filter(t -> traits.server().matches(in.server()))
          .filter(t ->
              tool.isPresent() && t.tool().matches(tool.get().name())
                  || in.what().acts() && List.of(t.tool().text().split("\\|")).contains("*"))
          .forEach(t -> all.addAll(t.labels()));
    }
    return all;
  }

  private void siteMarks() {
    labels().stream()
        .filter(label -> !label.equals(Label.EGRESS))
        .forEach(label -> marks.add(new Mark.Labelled(label.name())));
    boolean open =
        in.what().tool().stream()
            .anyMatch(t -> Boolean.TRUE.equals(t.annotations().get("openWorldHint")));
    if (open) {
      marks.add(new Mark.Labelled("untrusted_content"));
    }
    if (inbound() && acts() && tests.strays(in) || !inbound() && found("secrets")) {
      marks.add(new Mark.Labelled("private_data"));
    }
  }

  private static Effect effect(Action action) {
    return switch (action) {
      case ALLOW, ALERT -> Effect.ALLOW;
      case REDACT -> Effect.REDACT;
      case APPROVE -> Effect.HOLD;
      case DENY -> Effect.DENY;
    };
  }

  private static String sentence(String what, String name, Action action) {
    String does =
        switch (action) {
          case ALLOW -> "lets it pass";
          case ALERT -> "notes it";
          case REDACT -> "takes a part out";
          case APPROVE -> "wants a person to decide";
          case DENY -> "refuses it";
        };
    return what + " `" + name + "` of the policy " + does;
  }

  private void say(PolicyStage stage, String id, Action action, String words, String at) {
    Redaction none = new Redaction.None();
    boolean alert = action == Action.ALERT;
    reasons.add(new Reason(stage, new RuleId(id), effect(action), alert, words, at, none));
  }

  private void say(PolicyStage stage, String id, Effect effect, String words, String at) {
    Redaction none = new Redaction.None();
    reasons.add(new Reason(stage, new RuleId(id), effect, false, words, at, none));
  }

  static Stream<Test> all(List<Test> tests) {
    return tests.stream()
        .flatMap(t ->
            t instanceof Test.Not not
                ? Stream.concat(Stream.of(t), all(not.tests()))
                : Stream.of(t));
  }
}
