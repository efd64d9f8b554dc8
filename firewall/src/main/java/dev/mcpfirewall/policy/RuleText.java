// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Scope;
import dev.mcpfirewall.policy.rule.Test;
import dev.mcpfirewall.policy.rule.Test.Literal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rules in one line each, so that two lines are equal if and only if the rules decide alike as
 * written: what a person wrote is quoted, so that no text can pose as syntax.
 */
final class RuleText {
  private RuleText() {}

  static String of(Rule rule) {
    StringBuilder text = new StringBuilder(rule.action().word());
    text.append(" {").append(of(rule.scope())).append(of(rule.match())).append('}');
    if (!rule.labels().isEmpty()) {
      text.append(" labels ").append(rule.labels());
    }
    return text.append(ofMessage(rule.message())).toString();
  }

  static String ofGlobs(List<Glob> globs) {
    return quoted(globs.stream().map(Glob::text).toList());
  }

  static String ofMessage(Optional<String> message) {
    return message.map(said -> " message " + quoted(said)).orElse("");
  }

  static String of(Scope scope) {
    return scope.tool().map(g -> "tool " + quoted(g.text()) + "; ").orElse("")
        + scope.server().map(g -> "server " + quoted(g.text()) + "; ").orElse("")
        + scope.agent().map(g -> "agent " + quoted(g.text()) + "; ").orElse("")
        + scope.method().map(g -> "method " + quoted(g.text()) + "; ").orElse("");
  }

  private static String of(Match match) {
    StringBuilder text = new StringBuilder(of(match.arguments()));
    if (!match.text().isEmpty()) {
      text.append("text ").append(of(match.text())).append("; ");
    }
    match.findings().forEach((check, found) -> text.append(check + " " + found + "; "));
    if (!match.labels().isEmpty()) {
      text.append("labels ").append(match.labels()).append("; ");
    }
    match.responseSizeExceeds().ifPresent(n -> text.append("response_size_exceeds " + n + "; "));
    return text.toString();
  }

  static String of(Map<String, List<Test>> arguments) {
    return arguments.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> "arguments." + quoted(e.getKey()) + " " + of(e.getValue()) + "; ")
        .collect(Collectors.joining());
  }

  private static String of(List<Test> tests) {
    return tests.stream().map(RuleText::of).collect(Collectors.joining(", ", "{", "}"));
  }

  private static String of(Test test) {
    return switch (test) {
      case Test.Like like -> "glob " + quoted(like.pattern());
      case Test.Regex regex -> "regex " + quoted(regex.pattern());
      case Test.OneOf oneOf -> "one_of " + oneOf.values().stream().map(RuleText::of).toList();
      case Test.Under under -> "under " + quoted(under.directories());
      case Test.NotUnder under -> "not_under " + quoted(under.directories());
      case Test.Compare compare ->
          compare.relation().word() + " " + compare.bound().stripTrailingZeros().toPlainString();
      case Test.Secrets secrets -> "secrets " + secrets.present();
      case Test.Exists exists -> "exists " + exists.present();
      case Test.From from -> "from " + from.label();
      case Test.Not not -> "not " + of(not.tests());
    };
  }

  private static String of(Literal literal) {
    return switch (literal) {
      case Literal.Text text -> quoted(text.text());
      case Literal.Numeric number -> number.number().stripTrailingZeros().toPlainString();
      case Literal.Bool bool -> Boolean.toString(bool.value());
      case Literal.Null none -> "null";
    };
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(RuleText::quoted).toList().toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
