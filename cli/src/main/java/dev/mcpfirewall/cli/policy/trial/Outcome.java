// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.trial;

import dev.mcpfirewall.decision.Basis;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Ruling;

/**
 * What became of a message.
 *
 * @param ruling of all stages together
 */
public record Outcome(Ruling ruling) {
  /** What would happen to it. */
  public Effect effect() {
    return ruling.effect();
  }

  /** The rule that decided; empty for a plain pass. */
  public String rule() {
    return ruling.basis().map(basis -> basis.rule().value()).orElse("");
  }

  /** Why, for a person; empty for a plain pass. */
  public String reason() {
    return ruling.basis().map(Basis::reason).orElse("");
  }

  /** {@code deny by rules.block-ssh-keys}, or {@code allow}. */
  public String words() {
    return effect().wire() + (rule().isEmpty() ? "" : " by " + rule());
  }
}
