// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A list in which the first match wins: each rule is a definition of one set, as {@code [place in
 * the list, reason]}; so the engine's index finds those that a tool leaves in question.
 *
 * @param set the set's name, {@code rules} or {@code outbound_rules}
 * @param prefix of the rules' ids
 */
record RuleList(String set, String prefix, List<Rule> rules, MatchBody matches, Page page) {
  void write() {
    for (int i = 0; i < rules.size(); i++) {
      write(rules.get(i), i);
    }
  }

  private void write(Rule rule, int place) {
    ReasonTerm reason =
        ReasonTerm.of(
                PolicyStage.RULES,
                prefix + "." + rule.name(),
                rule.action(),
                rule.message(),
                rule.at())
            .labels(rule.labels());
    if (rule.action() == Action.REDACT) {
      redactions(rule).forEach(redaction -> write(place, reason, rule, redaction));
      return;
    }
    matches.begin();
    boolean lets = rule.action().lets();
    Body body = new Body().and(about(rule, lets));
    body.and(matches.arguments(rule.match().arguments(), lets));
    body.and(matches.text(rule.match().text(), lets));
    define(place, reason, body);
  }

  /** A rule that says nothing of contents and no method is about what acts: not about pings. */
  private Body about(Rule rule, boolean lets) {
    Match match = rule.match();
    Body body = matches.scope(rule.scope(), lets);
    boolean contents =
        !match.arguments().isEmpty()
            || !match.text().isEmpty()
            || !match.findings().isEmpty()
            || match.responseSizeExceeds().isPresent();
    if (!contents && rule.scope().tool().isEmpty() && rule.scope().method().isEmpty()) {
      body.and("input.acts", "it does nothing and carries no contents");
    }
    return body.and(matches.facts(match));
  }

  private void define(int place, ReasonTerm reason, Body body) {
    page.rule(reason.origin(), set + " contains [" + place + ", " + reason.term() + "]", body);
  }

  /** What a rule takes out; one for each way of naming it. */
  private enum Redaction {
    FINDINGS,
    EXPRESSIONS,
    VALUES
  }

  private static List<Redaction> redactions(Rule rule) {
    Match match = rule.match();
    List<Redaction> all = new ArrayList<>();
    if (!checks(match).isEmpty()) {
      all.add(Redaction.FINDINGS);
    }
    if (!expressions(match).isEmpty()) {
      all.add(Redaction.EXPRESSIONS);
    }
    if (takesValues(match)) {
      all.add(Redaction.VALUES);
    }
    return all;
  }

  /** Whether there is anything that it could take out. */
  static boolean takesOut(Rule rule) {
    return !redactions(rule).isEmpty();
  }

  private static List<String> checks(Match match) {
    List<String> checks = new ArrayList<>();
    match
        .findings()
        .forEach((check, wanted) -> {
          if (wanted) {
            checks.add(check);
          }
        });
    if (match.arguments().values().stream().anyMatch(RuleList::isSecret)
        || isSecret(match.text())) {
      checks.add("secrets");
    }
    return checks.stream().distinct().toList();
  }

  private static boolean isSecret(List<Test> tests) {
    return tests.size() == 1 && tests.getFirst().equals(new Test.Secrets(true));
  }

  private static List<String> expressions(Match match) {
    return match.text().stream()
        .filter(Test.Regex.class::isInstance)
        .map(test -> ((Test.Regex) test).pattern())
        .toList();
  }

  private static boolean takesValues(Match match) {
    return takesTexts(match) || match.arguments().values().stream().anyMatch(RuleList::hasValues);
  }

  private static boolean takesTexts(Match match) {
    return hasValues(match.text()) && expressions(match).isEmpty();
  }

  private static boolean hasValues(List<Test> tests) {
    return !isSecret(tests) && tests.stream().anyMatch(test -> !TestTerm.isExistence(test));
  }

  private void write(int place, ReasonTerm reason, Rule rule, Redaction redaction) {
    Match match = rule.match();
    matches.begin();
    Body body = about(rule, false);
    ReasonTerm with =
        switch (redaction) {
          case FINDINGS -> reason.with(", \"checks\": " + Terms.array(checks(match)));
          case EXPRESSIONS -> reason.with(", \"expressions\": " + patterns(match));
          case VALUES -> reason.with(", \"values\": " + collect(match, body));
        };
    if (redaction != Redaction.VALUES) {
      body.and(matches.arguments(match.arguments(), false)).and(matches.text(match.text(), false));
    }
    define(place, with, body);
  }

  private static String patterns(Match match) {
    return expressions(match).stream()
        .map(Terms::pattern)
        .collect(java.util.stream.Collectors.joining(", ", "[", "]"));
  }

  /** The term for the places of all that the rule matches. */
  private String collect(Match match, Body body) {
    List<String> sets = new ArrayList<>();
    Map<String, List<Test>> others = new java.util.LinkedHashMap<>(match.arguments());
    match
        .arguments()
        .forEach((name, tests) -> {
          if (hasValues(tests)) {
            others.remove(name);
            List<Test> ofValues =
                tests.stream().filter(test -> !TestTerm.isExistence(test)).toList();
            body.and(
                matches.arguments(
                    Map.of(name, tests.stream().filter(TestTerm::isExistence).toList()), false));
            sets.add("taken_" + sets.size());
            body.and(matches.collected(sets.getLast(), name, ofValues));
          }
        });
    body.and(matches.arguments(others, false));
    if (takesTexts(match)) {
      sets.add("taken_" + sets.size());
      body.and(matches.collectedTexts(sets.getLast(), match.text()));
    } else {
      body.and(matches.text(match.text(), false));
    }
    return String.join(" | ", sets);
  }
}
