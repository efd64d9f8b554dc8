// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.ServerTraits;
import dev.mcpfirewall.policy.rule.ServerTraits.Labelled;
import dev.mcpfirewall.policy.rule.Test;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The labels that a file which can only make things stricter may set. A session has its labels from
 * all books; where a person's rule lets something pass because of one, the project could set it.
 *
 * @param letPass whether labels may also let pass, by what the person wrote
 */
record ProjectLabels(boolean letPass) {
  /** Those of a project beside these books. */
  static ProjectLabels beside(List<Rulebook> own) {
    return new ProjectLabels(own.stream().anyMatch(ProjectLabels::letsByLabels));
  }

  /** Rego may ask for anything. */
  private static boolean letsByLabels(Rulebook book) {
    return !book.extension().modules().isEmpty()
        || Stream.concat(book.rules().stream(), book.outbound().stream())
            .anyMatch(ProjectLabels::letsByLabels);
  }

  private static boolean letsByLabels(Rule rule) {
    Match match = rule.match();
    List<Test> tests =
        Stream.concat(match.arguments().values().stream(), Stream.of(match.text()))
            .flatMap(Collection::stream)
            .toList();
    return rule.action().lets()
        ? !match.labels().isEmpty() || tests.stream().anyMatch(ProjectLabels::asksFrom)
        : tests.stream().anyMatch(test -> test instanceof Test.Not && asksFrom(test));
  }

  private static boolean asksFrom(Test test) {
    return test instanceof Test.From
        || test instanceof Test.Not not && not.tests().stream().anyMatch(ProjectLabels::asksFrom);
  }

  /** Whether this label of a tool holds. */
  boolean holds(Labelled tool) {
    return !tool.labels().isEmpty() && kept(tool.labels()).equals(tool.labels());
  }

  /** The traits without what may let pass; believed in nothing. */
  ServerTraits of(ServerTraits traits) {
    List<Labelled> tools =
        traits.tools().stream()
            .map(tool -> new Labelled(tool.tool(), kept(tool.labels()), tool.at()))
            .filter(tool -> !tool.labels().isEmpty())
            .toList();
    return new ServerTraits(traits.server(), false, tools, traits.at());
  }

  /** The rules without labels that may let pass. */
  List<Rule> of(List<Rule> rules) {
    return rules.stream()
        .map(rule ->
            new Rule(
                rule.name(),
                rule.scope(),
                rule.match(),
                rule.action(),
                rule.message(),
                kept(rule.labels()),
                rule.at()))
        .toList();
  }

  /** A way out is no label of a session: it can only be forbidden. */
  private List<Label> kept(List<Label> labels) {
    return letPass ? labels.stream().filter(Label.EGRESS::equals).toList() : labels;
  }
}
