// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.cases;

import dev.mcpfirewall.policy.Decision.Reason;
import dev.mcpfirewall.policy.Explanation;
import dev.mcpfirewall.policy.Explanation.Tried;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.compile.RegoText;
import dev.mcpfirewall.policy.compile.RegoText.Passage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which rules of a policy's files had a say in a test. Of one thread. */
public final class Coverage {
  private final Map<String, String> places = new LinkedHashMap<>();
  private final Map<String, Boolean> hit = new LinkedHashMap<>();

  /** Of a policy that was compiled to these modules; nothing was tested yet. */
  public Coverage(List<RegoText> modules) {
    for (RegoText module : modules) {
      for (Passage passage : module.passages()) {
        if (isCounted(passage)) {
          places.put(key(passage.rule(), passage.at()), passage.rule());
          hit.put(key(passage.rule(), passage.at()), false);
        }
      }
    }
  }

  /** Those of a file: what comes with the program is not its user's to test. */
  private static boolean isCounted(Passage passage) {
    return !passage.at().isEmpty()
        && !passage.at().startsWith("profile:")
        && passage.stage() != PolicyStage.RATE_LIMITS;
  }

  private static String key(String rule, String at) {
    return at + ": " + rule;
  }

  /** Notes what was decided in a test, and how. */
  public void note(Explanation explanation) {
    for (Reason reason : explanation.decision().reasons()) {
      hit.computeIfPresent(key(reason.rule().value(), reason.at()), (k, before) -> true);
    }
    for (Tried tried : explanation.tried()) {
      if (tried.matched()) {
        hit.computeIfPresent(key(tried.rule(), tried.at()), (k, before) -> true);
      }
    }
  }

  /** How many rules there are. */
  public int all() {
    return hit.size();
  }

  /** The rules that no test hit, each as {@code file:line:column: rule}. */
  public List<String> missed() {
    return hit.entrySet().stream().filter(rule -> !rule.getValue()).map(Map.Entry::getKey).toList();
  }

  /** The share of rules that were hit, in percent; 100 where there is none. */
  public double percent() {
    return hit.isEmpty() ? 100 : 100.0 * (hit.size() - missed().size()) / hit.size();
  }
}
