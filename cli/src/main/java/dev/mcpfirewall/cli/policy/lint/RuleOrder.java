// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.lint;

import dev.mcpfirewall.cli.policy.lint.Complaint.Kind;
import dev.mcpfirewall.cli.policy.space.NameClasses;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rules that never come to their turn, in a list in which the first match wins.
 *
 * @param prefix of the rules' ids
 */
record RuleOrder(String prefix, List<Rule> rules, Consumer<Complaint> found) {
  void tell() {
    for (int i = 1; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      List<Rule> before = rules.subList(0, i);
      Optional<Rule> first =
          before.stream().filter(other -> Implication.holds(other, rule)).findFirst();
      if (first.isPresent()) {
        behind(first.get(), rule);
      } else {
        together(before, rule);
      }
    }
  }

  private void behind(Rule first, Rule rule) {
    if (Implication.isCatchAll(first)) {
      say(
          Kind.AFTER_CATCH_ALL,
          rule,
          shown(first) + " matches everything, so this rule never applies",
          "put the rule that matches everything last");
    } else if (opposed(first.action(), rule.action()) && Implication.holds(rule, first)) {
      say(
          Kind.CONTRADICTORY,
          rule,
          shown(first)
              + " matches the same and says `"
              + first.action().word()
              + "`, not `"
              + rule.action().word()
              + "`; the first counts",
          "keep one of them");
    } else {
      say(
          Kind.SHADOWED,
          rule,
          shown(first) + " matches all that this rule matches, so this rule never applies",
          opposed(first.action(), rule.action())
              ? "put this rule before the other one"
              : "remove this rule, or make the other one narrower");
    }
  }

  /** Several rules can take a rule's tools away from it between them. */
  private void together(List<Rule> before, Rule rule) {
    if (rule.scope().tool().isEmpty()) {
      return;
    }
    Glob own = rule.scope().tool().get();
    List<Rule> others =
        before.stream()
            .filter(other -> other.scope().tool().filter(own::overlaps).isPresent())
            .filter(other -> Implication.holdsButForTools(other, rule))
            .toList();
    if (others.size() < 2) {
      return;
    }
    List<Glob> globs = new ArrayList<>(List.of(own));
    others.forEach(other -> globs.add(other.scope().tool().orElseThrow()));
    NameClasses classes = NameClasses.of(globs);
    boolean taken =
        classes.complete()
            && classes.that(own::matches).stream()
                .allMatch(
                    name -> globs.subList(1, globs.size()).stream().anyMatch(g -> g.matches(name)));
    if (taken) {
      List<String> names = others.stream().map(this::shown).toList();
      say(
          Kind.SHADOWED,
          rule,
          String.join(" and ", names) + " together match all that this rule matches",
          "remove this rule, or put it before them");
    }
  }

  private static boolean opposed(Action one, Action other) {
    return one.lets() != other.lets();
  }

  private String shown(Rule rule) {
    Position at = rule.at();
    return "`" + prefix + "." + rule.name() + "` (line " + at.line() + ")";
  }

  private void say(Kind kind, Rule rule, String why, String help) {
    found.accept(new Complaint(kind, rule.at(), prefix + "." + rule.name(), why, help));
  }
}
