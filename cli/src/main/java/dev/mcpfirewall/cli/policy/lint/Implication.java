// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.lint;

import dev.mcpfirewall.cli.policy.space.NameClasses;
import dev.mcpfirewall.mcp.Method;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Scope;
import dev.mcpfirewall.policy.rule.Test;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether one rule matches whenever another one does. A yes is certain, but for names in disguise,
 * by which a rule that lets pass is not taken in; a no may only mean that it is not seen.
 */
final class Implication {
  private Implication() {}

  /** Whether {@code outer} matches every message that {@code inner} matches. */
  static boolean holds(Rule outer, Rule inner) {
    return holdsButForTools(outer, inner) && covers(outer.scope().tool(), inner.scope().tool());
  }

  /** The same, if the tools that {@code outer} is about are left out of account. */
  static boolean holdsButForTools(Rule outer, Rule inner) {
    Scope wide = outer.scope();
    Scope narrow = inner.scope();
    return covers(wide.server(), narrow.server())
        && covers(wide.agent(), narrow.agent())
        && covers(wide.method(), narrow.method())
        && (narrow.method().isEmpty() || wide.method().isPresent() || acts(narrow.method().get()))
        && match(outer, inner);
  }

  /** Whether it matches everything that a rule can be about. */
  static boolean isCatchAll(Rule rule) {
    Scope scope = rule.scope();
    return rule.match().equals(Match.ALL)
        && isAll(scope.tool())
        && isAll(scope.server())
        && isAll(scope.agent())
        && isAll(scope.method());
  }

  /** Whether the pattern leaves nobody out. */
  static boolean isAll(Optional<Glob> glob) {
    return glob.isEmpty() || isAll(glob.get());
  }

  /** Whether the pattern leaves nobody out. */
  static boolean isAll(Glob glob) {
    return List.of(glob.text().split("\\|", -1)).stream()
        .anyMatch(one -> one.matches("\\s*\\*+\\s*"));
  }

  private static boolean covers(Optional<Glob> outer, Optional<Glob> inner) {
    return outer.isEmpty()
        || inner.isPresent()
            && (outer.equals(inner) || NameClasses.covers(outer.get(), inner.get()));
  }

  /** A rule that names no method is about what acts. */
  private static boolean acts(Glob method) {
    return Method.concern(method.text()) == Method.Concern.ACTION && !method.text().contains("*");
  }

  private static boolean match(Rule outer, Rule inner) {
    Match wide = outer.match();
    Match narrow = inner.match();
    boolean asksContents = !wide.arguments().isEmpty() || !wide.text().isEmpty();
    // What lets pass asks all readings of a value, what restricts only one of them.
    boolean stricterReading = outer.action().lets() && !inner.action().lets();
    return !(asksContents && stricterReading)
        && wide.arguments().entrySet().stream()
            .allMatch(entry -> argument(entry.getKey(), entry.getValue(), outer, narrow))
        && allImplied(wide.text(), narrow.text())
        && narrow.findings().entrySet().containsAll(wide.findings().entrySet())
        && new HashSet<>(narrow.labels()).containsAll(wide.labels())
        && (wide.responseSizeExceeds().isEmpty()
            || narrow.responseSizeExceeds().isPresent()
                && narrow.responseSizeExceeds().getAsLong()
                    >= wide.responseSizeExceeds().getAsLong());
  }

  private static boolean argument(String name, List<Test> tests, Rule outer, Match narrow) {
    if (name.equals(Match.ANY) && !outer.action().lets()) {
      return narrow.arguments().entrySet().stream()
          .map(Map.Entry::getValue)
          .anyMatch(own -> allImplied(tests, own));
    }
    return allImplied(tests, narrow.arguments().getOrDefault(name, List.of()));
  }

  private static boolean allImplied(List<Test> wide, List<Test> narrow) {
    return wide.stream().allMatch(test -> narrow.stream().anyMatch(own -> implies(own, test)));
  }

  /** Whether every value that passes {@code own} passes {@code test}. */
  private static boolean implies(Test own, Test test) {
    return own.equals(test)
        || switch (test) {
          case Test.OneOf wide ->
              own instanceof Test.OneOf narrow && wide.values().containsAll(narrow.values());
          case Test.Under wide ->
              own instanceof Test.Under narrow
                  && narrow.directories().stream().allMatch(d -> isIn(d, wide.directories()));
          case Test.NotUnder wide ->
              own instanceof Test.NotUnder narrow
                  && wide.directories().stream().allMatch(d -> isIn(d, narrow.directories()));
          case Test.Compare wide -> own instanceof Test.Compare narrow && compare(narrow, wide);
          case Test.Exists exists ->
              exists.present() && !own.equals(new Test.Exists(false)) && !(own instanceof Test.Not);
          case Test.Like like -> Breadth.isEverything(like);
          case Test.Regex regex -> Breadth.isEverything(regex);
          case Test.Secrets secrets -> false;
          case Test.From from -> false;
          case Test.Not not -> false;
        };
  }

  private static boolean isIn(String directory, List<String> directories) {
    return directories.stream()
        .anyMatch(d -> (directory + "/").startsWith(d.endsWith("/") ? d : d + "/"));
  }

  private static boolean compare(Test.Compare narrow, Test.Compare wide) {
    int order = narrow.bound().compareTo(wide.bound());
    return switch (wide.relation()) {
      case LT ->
          switch (narrow.relation()) {
            case LT -> order <= 0;
            case LTE -> order < 0;
            case GT, GTE -> false;
          };
      case LTE ->
          switch (narrow.relation()) {
            case LT, LTE -> order <= 0;
            case GT, GTE -> false;
          };
      case GT ->
          switch (narrow.relation()) {
            case GT -> order >= 0;
            case GTE -> order > 0;
            case LT, LTE -> false;
          };
      case GTE ->
          switch (narrow.relation()) {
            case GT, GTE -> order >= 0;
            case LT, LTE -> false;
          };
    };
  }
}
