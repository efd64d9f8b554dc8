// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import dev.mcpfirewall.decision.Effect;
import java.util.List;

/**
 * What became of a case.
 *
 * @param rules all that saw something, in alphabetical order
 * @param found whether a rule that the case's folder is about saw it, where it is if that is known
 * @param effect what would happen to the message
 * @param spans how well the places agree with those expected
 * @param timing how large it was, and how long it took
 */
record Seen(
    CorpusCase one, List<String> rules, boolean found, Effect effect, Spans spans, Timing timing) {
  Seen {
    rules = List.copyOf(rules);
  }

  /**
   * Places found, compared with those expected.
   *
   * @param expected how many there are
   * @param covered how many lie wholly in what was found
   * @param exact how many were found from the first character to the last, and no further
   */
  record Spans(int expected, int covered, int exact) {
    static final Spans NONE = new Spans(0, 0, 0);
  }

  /**
   * Time to read and decide.
   *
   * @param bytes of the message
   * @param nanos median of the rounds; negative if none was run
   */
  record Timing(int bytes, long nanos) {}

  /** Whether anything was seen or done at all. */
  boolean flagged() {
    return !rules.isEmpty() || effect != Effect.ALLOW;
  }

  /** Whether anything but personal data was. */
  boolean flaggedForMore() {
    return rules.stream().anyMatch(rule -> !rule.startsWith("pii."));
  }

  /** Whether the message would not pass. */
  boolean blocked() {
    return effect.compareTo(Effect.HOLD) >= 0;
  }

  boolean isExact() {
    return spans.exact() == spans.expected();
  }

  /** Whether the firewall is wrong about it, as its folder is scored. */
  boolean isWrong() {
    return one.isPositive() != found;
  }
}
