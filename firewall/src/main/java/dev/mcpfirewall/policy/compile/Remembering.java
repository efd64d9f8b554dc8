// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.Test;
import java.util.List;
import java.util.stream.Stream;

/** Whether anything asks for what a session remembers: what nobody asks for is not worked out. */
final class Remembering {
  private Remembering() {}

  /** Whether labels are asked for. */
  static boolean labels(List<Rulebook> books) {
    return books.stream().anyMatch(Remembering::labels);
  }

  private static boolean labels(Rulebook book) {
    return !book.sequences().flows().isEmpty()
        || !book.extension().modules().isEmpty()
        || Stream.concat(book.rules().stream(), book.outbound().stream())
            .anyMatch(rule -> asks(rule))
        || book.sequences().chains().stream()
            .flatMap(chain -> chain.steps().stream())
            .map(Chain.Step::arguments)
            .anyMatch(arguments -> arguments.values().stream().anyMatch(Remembering::asks));
  }

  private static boolean asks(Rule rule) {
    Match match = rule.match();
    return !match.labels().isEmpty()
        || !rule.labels().isEmpty()
        || asks(match.text())
        || match.arguments().values().stream().anyMatch(Remembering::asks);
  }

  private static boolean asks(List<Test> tests) {
    return tests.stream()
        .anyMatch(
            test -> test instanceof Test.From || test instanceof Test.Not not && asks(not.tests()));
  }
}
