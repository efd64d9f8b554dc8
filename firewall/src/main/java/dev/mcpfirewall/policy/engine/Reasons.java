// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.policy.Decision.Reason;
import java.util.Comparator;
import java.util.List;

/** The one order of reasons, whoever found them. */
final class Reasons {
  private static final Comparator<Reason> ORDER =
      Comparator.comparing(Reason::stage)
          .thenComparing(Reason::effect, Comparator.reverseOrder())
          .thenComparing(Reason::rule)
          .thenComparing(Reason::at)
          .thenComparing(Reason::message)
          .thenComparing(reason -> reason.replaced().toString());

  private Reasons() {}

  /** By stage; of one stage the strictest first. The same reason twice is one. */
  static List<Reason> inOrder(List<Reason> reasons) {
    return reasons.size() < 2 ? reasons : reasons.stream().sorted(ORDER).distinct().toList();
  }

  /** {@code rate-limits.tool} for the limit {@code tool exec}. */
  static String rateLimit(String limit) {
    int space = limit.indexOf(' ');
    return "rate-limits." + (space < 0 ? limit : limit.substring(0, space));
  }
}
