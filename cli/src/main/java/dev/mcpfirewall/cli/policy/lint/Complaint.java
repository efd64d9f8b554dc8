// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.lint;

import dev.mcpfirewall.config.Position;
import java.util.Comparator;
import java.util.Locale;

/**
 * Something a policy's author can hardly have meant.
 *
 * @param at where
 * @param rule the id of the rule it is about; for what is no rule, the key
 * @param why one sentence that says what is the case
 * @param help what to do about it
 */
public record Complaint(Kind kind, Position at, String rule, String why, String help)
    implements Comparable<Complaint> {
  private static final Comparator<Complaint> BY_PLACE =
      Comparator.<Complaint, String>comparing(complaint -> complaint.at.file())
          .thenComparingInt(complaint -> complaint.at.line())
          .thenComparingInt(complaint -> complaint.at.column())
          .thenComparing(Complaint::kind)
          .thenComparing(Complaint::rule)
          .thenComparing(Complaint::why);

  /** What kinds there are; their ids are stable. */
  public enum Kind {
    /** An earlier rule always matches first. */
    SHADOWED,
    /** It stands behind a rule that matches everything. */
    AFTER_CATCH_ALL,
    /** What it lets pass is refused elsewhere, always. */
    UNREACHABLE,
    /** The same is allowed and refused. */
    CONTRADICTORY,
    /** A stricter entry matches all that it matches, and the strictest counts. */
    OVERRULED,
    /** It lets everything pass where everything else says that little passes. */
    OVER_BROAD,
    /** A test that every value passes. */
    MATCHES_EVERYTHING,
    /** A pattern that no known tool has. */
    UNKNOWN_TOOL,
    /** A label that nothing sets. */
    UNSET_LABEL,
    /** A list that takes the place of a profile's, and says less. */
    REPLACES_PROFILE,
    /** Nothing is enforced. */
    MONITOR_MODE;

    /** The stable id. */
    public String id() {
      return "lint." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Override
  public int compareTo(Complaint other) {
    return BY_PLACE.compare(this, other);
  }
}
