// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * Why a message was ruled as it was.
 *
 * @param order place of the stage in the pipeline, 0 first: of two equally strict verdicts the
 *     earlier is named
 * @param stage the stage's name
 * @param rule the rule that decided
 * @param reason one sentence for the agent and the person: no secret, no matched text, no internals
 *     of the rule
 * @param retry after how long the same message would pass; empty where waiting does not help
 */
public record Basis(int order, String stage, RuleId rule, String reason, Optional<Duration> retry)
    implements Comparable<Basis> {
  private static final Comparator<Basis> BY_PLACE =
      Comparator.comparingInt(Basis::order)
          .thenComparing(Basis::stage)
          .thenComparing(Basis::rule)
          .thenComparing(Basis::reason)
          .thenComparing(basis -> basis.retry().orElse(Duration.ZERO));

  /** A reason that waiting does not change. */
  public Basis(int order, String stage, RuleId rule, String reason) {
    this(order, stage, rule, reason, Optional.empty());
  }

  @Override
  public int compareTo(Basis other) {
    return BY_PLACE.compare(this, other);
  }
}
