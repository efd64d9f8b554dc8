// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import dev.mcpfirewall.history.Wants;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.ServerTraits;
import dev.mcpfirewall.policy.rule.Test;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What a policy needs a session to remember. */
public final class MemoryWants {
  private MemoryWants() {}

  /** What a session must remember for this policy to decide. */
  public static Wants of(PolicyFile policy) {
    // Only the person's own word makes a server trusted, or a host theirs.
    List<ServerTraits> traits = policy.books().getFirst().labels();
    return new Wants(
        policy.books().stream().anyMatch(MemoryWants::asksWhereFrom),
        host ->
            policy.checks().egress().allowDomains().stream()
                .anyMatch(domain -> domain.matches(host)),
        server -> traits.stream().anyMatch(one -> one.trusted() && one.server().matches(server)));
  }

  /** Rego may ask for anything. */
  private static boolean asksWhereFrom(Rulebook book) {
    return !book.extension().modules().isEmpty()
        || Stream.concat(book.rules().stream(), book.outbound().stream())
            .map(Rule::match)
            .flatMap(MemoryWants::tests)
            .anyMatch(MemoryWants::asksWhereFrom)
        || book.sequences().chains().stream()
            .map(Chain::steps)
            .flatMap(Collection::stream)
            .flatMap(step -> step.arguments().values().stream())
            .flatMap(Collection::stream)
            .anyMatch(MemoryWants::asksWhereFrom);
  }

  private static Stream<Test> tests(Match match) {
    return Stream.concat(
        match.arguments().values().stream().flatMap(Collection::stream), match.text().stream());
  }

  private static boolean asksWhereFrom(Test test) {
    return switch (test) {
      case Test.From from -> true;
      case Test.Not not -> not.tests().stream().anyMatch(MemoryWants::asksWhereFrom);
      case Test.Like like -> false;
      case Test.Regex regex -> false;
      case Test.OneOf oneOf -> false;
      case Test.Under under -> false;
      case Test.NotUnder notUnder -> false;
      case Test.Compare compare -> false;
      case Test.Secrets secrets -> false;
      case Test.Exists exists -> false;
    };
  }
}
