// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.lint;

import dev.mcpfirewall.cli.policy.lint.Complaint.Kind;
import dev.mcpfirewall.config.DidYouMean;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Flow;
import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.Test;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Labels that are asked for and that nothing sets, in any book. */
final class Labels {
  /** What the firewall sets by itself. */
  private static final Set<Label> OWN = Set.of(Label.UNTRUSTED_CONTENT, Label.PRIVATE_DATA);

  private final Set<Label> set;
  private final Consumer<Complaint> found;

  Labels(List<Rulebook> books, Consumer<Complaint> found) {
    this.set = new TreeSet<>(OWN);
    this.found = found;
    books.forEach(this::note);
  }

  private void note(Rulebook book) {
    book.labels().stream()
        .flatMap(server -> server.tools().stream())
        .forEach(tool -> set.addAll(tool.labels()));
    rules(book).forEach(rule -> set.addAll(rule.labels()));
  }

  private static Stream<Rule> rules(Rulebook book) {
    return Stream.concat(book.rules().stream(), book.outbound().stream());
  }

  void tell(Rulebook book) {
    book.rules().forEach(rule -> rule("rules.", rule));
    book.outbound().forEach(rule -> rule("outbound-rules.", rule));
    for (Chain chain : book.sequences().chains()) {
      for (Chain.Step step : chain.steps()) {
        tests(step.arguments().values()).forEach(l -> ask("chains." + chain.name(), step.at(), l));
      }
    }
    for (Flow flow : book.sequences().flows()) {
      flow.when().forEach(label -> ask("flows." + flow.name(), flow.at(), label));
    }
  }

  private void rule(String prefix, Rule rule) {
    String id = prefix + rule.name();
    rule.match().labels().forEach(label -> ask(id, rule.at(), label));
    tests(rule.match().arguments().values()).forEach(label -> ask(id, rule.at(), label));
  }

  private static Stream<Label> tests(Collection<List<Test>> tests) {
    return tests.stream().flatMap(List::stream).flatMap(Labels::from);
  }

  private static Stream<Label> from(Test test) {
    return switch (test) {
      case Test.From from -> Stream.of(from.label());
      case Test.Not not -> not.tests().stream().flatMap(Labels::from);
      case Test.Like like -> Stream.of();
      case Test.Regex regex -> Stream.of();
      case Test.OneOf oneOf -> Stream.of();
      case Test.Under under -> Stream.of();
      case Test.NotUnder notUnder -> Stream.of();
      case Test.Compare compare -> Stream.of();
      case Test.Secrets secrets -> Stream.of();
      case Test.Exists exists -> Stream.of();
    };
  }

  private void ask(String id, Position at, Label label) {
    if (!set.contains(label)) {
      String help =
          DidYouMean.closest(label.name(), set.stream().map(Label::name).toList())
              .map(best -> "did you mean `" + best + "`?")
              .orElse("set it under `servers.NAME.labels`, or by `labels` of a rule");
      found.accept(
          new Complaint(Kind.UNSET_LABEL, at, id, "nothing sets the label `" + label + "`", help));
    }
  }
}
