// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which lines are wanted.
 *
 * @param patterns what a field must be: alternatives parted by {@code |}, each with any number of
 *     {@code *} for any text; case counts
 * @param since the earliest time
 * @param until the latest time
 * @param all whether the chain's own book-keeping (seals, first and last lines of files) is wanted
 *     too
 */
public record AuditQuery(Map<Field, String> patterns, Instant since, Instant until, boolean all) {
  /** Every decision and note. */
  public static final AuditQuery EVERYTHING =
      new AuditQuery(Map.of(), Instant.MIN, Instant.MAX, false);

  public AuditQuery {
    patterns = Map.copyOf(patterns);
  }

  /** What can be asked for. */
  public enum Field {
    TOOL,
    DECISION,
    SERVER,
    SESSION,
    AGENT,
    RULE,
    DIRECTION;

    private String of(AuditEntry entry) {
      return this == AGENT ? entry.agent() : entry.text(name().toLowerCase(Locale.ROOT));
    }
  }

  /** This query with one more condition; a field asked for twice is what it was asked for last. */
  public AuditQuery where(Field field, String pattern) {
    Map<Field, String> more = new EnumMap<>(Field.class);
    more.putAll(patterns);
    more.put(field, pattern);
    return new AuditQuery(more, since, until, all);
  }

  /** This query from a moment on. */
  public AuditQuery from(Instant earliest) {
    return new AuditQuery(patterns, earliest, until, all);
  }

  /** This query up to a moment. */
  public AuditQuery to(Instant latest) {
    return new AuditQuery(patterns, since, latest, all);
  }

  /** This query with the chain's own book-keeping. */
  public AuditQuery withBookkeeping() {
    return new AuditQuery(patterns, since, until, true);
  }

  /** Whether the line is wanted. */
  boolean matches(AuditEntry entry) {
    return (all || isTold(entry.kind()))
        && !entry.time().isBefore(since)
        && !entry.time().isAfter(until)
        && patterns.entrySet().stream()
            .allMatch(wanted -> anyMatches(wanted.getValue(), wanted.getKey().of(entry)));
  }

  private static boolean isTold(String kind) {
    return switch (kind) {
      case "file", "next", "seal", "end" -> false;
      default -> true;
    };
  }

  private static boolean anyMatches(String alternatives, String text) {
    for (int at = 0; at <= alternatives.length(); ) {
      int bar = alternatives.indexOf('|', at);
      int end = bar < 0 ? alternatives.length() : bar;
      if (isGlob(alternatives.substring(at, end), text)) {
        return true;
      }
      at = end + 1;
    }
    return false;
  }

  /** Greedy with one place to go back to: at worst the product of both lengths. */
  private static boolean isGlob(String glob, String text) {
    int at = 0;
    int star = -1;
    int mark = 0;
    for (int i = 0; i < text.length(); ) {
      if (at < glob.length() && glob.charAt(at) == '*') {
        star = at++;
        mark = i;
      } else if (at < glob.length() && glob.charAt(at) == text.charAt(i)) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++mark;
      } else {
        return false;
      }
    }
    while (at < glob.length() && glob.charAt(at) == '*') {
      at++;
    }
    return at == glob.length();
  }
}
