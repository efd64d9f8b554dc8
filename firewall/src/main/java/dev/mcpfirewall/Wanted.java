// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import dev.mcpfirewall.detect.Topic;
import dev.mcpfirewall.policy.CheckAction;
import dev.mcpfirewall.policy.ChecksSection;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a policy needs the detectors to look for. */
final class Wanted {
  private static final Map<String, Topic> BY_CHECK =
      Map.of(
          "injection", Topic.INJECTION,
          "smuggling", Topic.SMUGGLING,
          "secrets", Topic.SECRET,
          "pii", Topic.PII,
          "paths", Topic.PATH,
          "commands", Topic.COMMAND,
          "egress", Topic.EGRESS);

  private Wanted() {}

  /**
   * What the policy's checks and rules ask for. Secrets and personal data are looked for in any
   * case: the record must not hold them. A check that is off is not a rule that does not match.
   */
  static Set<Topic> of(PolicyFile policy) {
    EnumSet<Topic> wanted = EnumSet.of(Topic.SECRET, Topic.PII);
    addChecks(policy.checks(), wanted);
    for (Rulebook book : policy.books()) {
      if (!book.extension().modules().isEmpty()) {
        return EnumSet.allOf(Topic.class);
      }
      addRules(book.rules(), wanted);
      addRules(book.outbound(), wanted);
    }
    return wanted;
  }

  private static void addChecks(ChecksSection checks, Set<Topic> wanted) {
    addIf(wanted, Topic.INJECTION, isOn(checks.injection()));
    addIf(wanted, Topic.SMUGGLING, isOn(checks.smuggling()));
    addIf(wanted, Topic.EGRESS, checks.egress().action() != CheckAction.OFF);
    addIf(wanted, Topic.PATH, checks.paths().action() != CheckAction.OFF);
    addIf(wanted, Topic.COMMAND, checks.commands().action() != CheckAction.OFF);
  }

  private static void addRules(List<Rule> rules, Set<Topic> wanted) {
    for (Rule rule : rules) {
      for (String check : rule.match().findings().keySet()) {
        // A check that nobody knows has been refused when the policy was read.
        addIf(wanted, BY_CHECK.getOrDefault(check, Topic.SECRET), true);
      }
    }
  }

  private static boolean isOn(ChecksSection.Sided sided) {
    return sided.arguments() != CheckAction.OFF || sided.results() != CheckAction.OFF;
  }

  private static void addIf(Set<Topic> topics, Topic topic, boolean condition) {
    if (condition) {
      topics.add(topic);
    }
  }
}
