// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.util.List;

/**
 * Why a message was decided as it was.
 *
 * @param decision what was decided
 * @param tried every rule that was asked, in the order of the stages
 */
public record Explanation(Decision decision, List<Tried> tried) {
  public Explanation {
    tried = List.copyOf(tried);
  }

  /**
   * A rule that was asked.
   *
   * @param at {@code file:line:column}
   * @param matched whether it applied
   * @param why if it did not: the first of its conditions that did not hold, in words of the YAML
   */
  public record Tried(PolicyStage stage, String rule, String at, boolean matched, String why) {}
}
