// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.Explanation;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.compile.Phrases;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.util.List;
import java.util.Set;

/** Not there yet: refuses everything. */
record RegoEngine(PolicyRevision revision, Site site) implements PolicyEngine {
  static PolicyEngine of(List<Rulebook> books, PolicyRevision revision, Site site) {
    if (books.isEmpty()) {
      throw new IllegalArgumentException("a policy has a book");
    }
    return new RegoEngine(revision, site);
  }

  @Override
  public Decision decide(PolicyInput input) {
    return new Decision(
        List.of(
            new Decision.Reason(
                PolicyStage.RULES,
                new RuleId(Phrases.ERROR),
                Effect.DENY,
                false,
                "this build cannot apply rules yet",
                "",
                new Decision.Redaction.None())),
        Set.of());
  }

  @Override
  public Explanation explain(PolicyInput input) {
    return new Explanation(decide(input), List.of());
  }
}
