// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.cases;

import dev.mcpfirewall.cli.policy.trial.Outcome;
import dev.mcpfirewall.cli.policy.trial.Situation;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.decision.Effect;
import java.util.Optional;
import java.util.Set;

/**
 * A message, and what is to become of it.
 *
 * @param name as a person calls it
 * @param expected what would happen to it
 * @param rule a rule that wants just that; empty where that does not matter
 */
public record Case(
    String name, Position at, Situation situation, Effect expected, Optional<String> rule) {
  /**
   * What is wrong with what became of it; empty if it is as expected.
   *
   * @param rules all that wanted what became of it
   */
  public Optional<String> fault(Outcome outcome, Set<String> rules) {
    boolean fine = outcome.effect() == expected && rule.filter(r -> !rules.contains(r)).isEmpty();
    return fine
        ? Optional.empty()
        : Optional.of(
            "expected "
                + expected.wire()
                + rule.map(r -> " by " + r).orElse("")
                + ", but it is "
                + outcome.words()
                + (outcome.reason().isEmpty() ? "" : ": " + outcome.reason()));
  }
}
