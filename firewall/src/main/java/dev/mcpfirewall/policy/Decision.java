// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.decision.RuleId;
import java.util.List;
import java.util.Set;

/**
 * What the policy says of a message.
 *
 * @param reasons every rule that had something to say, in the order of the stages; the strictest
 *     effect counts. Empty where everything passes by default
 * @param marks what the session's memory is to keep if the message passes
 */
public record Decision(List<Reason> reasons, Set<Mark> marks) {
  /** Nothing to say. */
  public static final Decision PASS = new Decision(List.of(), Set.of());

  public Decision {
    reasons = List.copyOf(reasons);
    marks = Set.copyOf(marks);
  }

  /** The strictest effect of all reasons; {@link Effect#ALLOW} without any. */
  public Effect effect() {
    return reasons.stream().map(Reason::effect).reduce(Effect.ALLOW, Effect::strictest);
  }

  /**
   * One rule's word.
   *
   * @param stage which part of the policy spoke
   * @param rule its stable id, such as {@code agents.cursor.deny} or {@code rules.block-ssh-keys}
   * @param effect what it wants
   * @param alert whether a passing message is to be noted under this rule
   * @param message one sentence for the agent and the person, without what was matched
   * @param at {@code file:line:column} of the rule, empty where there is none
   * @param replaced for {@link Effect#REDACT}: what is to be replaced
   */
  public record Reason(
      PolicyStage stage,
      RuleId rule,
      Effect effect,
      boolean alert,
      String message,
      String at,
      Redaction replaced) {}

  /** What a redaction replaces. */
  public sealed interface Redaction {
    /** Nothing: the effect is another. */
    record None() implements Redaction {}

    /** What these checks have found in the message. */
    record Found(Set<String> checks) implements Redaction {
      public Found {
        checks = Set.copyOf(checks);
      }
    }

    /** What these RE2 expressions match in the message's texts. */
    record Matching(List<String> expressions) implements Redaction {
      public Matching {
        expressions = List.copyOf(expressions);
      }
    }

    /** The whole values at these JSON Pointers of the message. */
    record Values(List<String> pointers) implements Redaction {
      public Values {
        pointers = List.copyOf(pointers);
      }
    }
  }
}
