// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

/**
 * Why a message was ruled as it was.
 *
 * @param order place of the stage in the pipeline, 0 first: of two equally strict verdicts the
 *     earlier is named
 * @param stage the stage's name
 * @param rule the rule that decided
 * @param reason one sentence for the agent and the person: no secret, no matched text, no internals
 *     of the rule
 */
public record Basis(int order, String stage, RuleId rule, String reason)
    implements Comparable<Basis> {
  private static final java.util.Comparator<Basis> BY_PLACE =
      java.util.Comparator.comparingInt(Basis::order)
          .thenComparing(Basis::stage)
          .thenComparing(Basis::rule)
          .thenComparing(Basis::reason);

  @Override
  public int compareTo(Basis other) {
    return BY_PLACE.compare(this, other);
  }
}
