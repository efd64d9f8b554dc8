// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.cases;

import dev.mcpfirewall.cli.policy.trial.Outcome;
import dev.mcpfirewall.cli.policy.trial.Situation;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.decision.Effect;
import java.util.Optional;

/**
 * A message, and what is to become of it.
 *
 * @param name as a person calls it
 * @param expected what would happen to it
 * @param rule which rule decides; empty where that does not matter
 */
public record Case(
    String name, Position at, Situation situation, Effect expected, Optional<String> rule) {
  /** What is wrong with what became of it; empty if it is as expected. */
  public Optional<String> fault(Outcome outcome) {
    boolean fine =
        outcome.effect() == expected && rule.filter(r -> !r.equals(outcome.rule())).isEmpty();
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
