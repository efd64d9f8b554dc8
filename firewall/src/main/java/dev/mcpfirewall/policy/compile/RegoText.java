// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.policy.PolicyStage;
import java.util.List;

/**
 * A Rego module made of a policy, and where its parts come from.
 *
 * @param name of the module, as errors show it
 * @param text formatted
 * @param passages the rules of the policy in it, in order of their lines
 */
public record RegoText(String name, String text, List<Passage> passages) {
  public RegoText {
    passages = List.copyOf(passages);
  }

  /**
   * The lines that one rule of the policy became; a rule may have several passages.
   *
   * @param first line, from 1
   * @param last line, inclusive
   * @param rule its id, {@code rules.block-ssh-keys}
   * @param at {@code file:line:column} of the YAML; empty where nothing is written there
   * @param conditions what must hold, in the order in which it is asked
   */
  public record Passage(
      int first, int last, PolicyStage stage, String rule, String at, List<Condition> conditions) {
    public Passage {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * A line that must hold.
   *
   * @param line from 1
   * @param otherwise what is the case where it does not hold, in words of the YAML
   */
  public record Condition(int line, String otherwise) {}
}
