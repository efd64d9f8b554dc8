// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rate;

import dev.mcpfirewall.policy.PolicyInput.Exceeded;
import dev.mcpfirewall.policy.place.Names;
import dev.mcpfirewall.policy.rule.RateLimit;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often calls have been made, by all limits of a policy. A limit of 5 a minute lets five calls
 * through at once, and then one every twelve seconds. Safe for use by any thread.
 */
public final class RateLimits {
  private final Ticks ticks;
  private final Map<Limit, Counts> limits;

  private RateLimits(Ticks ticks, Map<Limit, Counts> limits) {
    this.ticks = ticks;
    this.limits = limits;
  }

  /** Of which calls are counted together, and how many may be made; not where that is written. */
  private record Limit(RateLimit.Scope scope, String of, long calls, java.time.Duration per) {}

  /** The limits of these books; nothing has been called yet. */
  public static RateLimits of(List<Rulebook> books) {
    return of(books, new Ticks(), Map.of());
  }

  /**
   * The limits of other books. What has been called counts on where a limit stays as it is; the
   * count of one that has changed begins anew.
   */
  public RateLimits under(List<Rulebook> books) {
    return of(books, ticks, limits);
  }

  private static RateLimits of(List<Rulebook> books, Ticks ticks, Map<Limit, Counts> before) {
    Map<Limit, Counts> limits = new LinkedHashMap<>();
    for (Rulebook book : books) {
      for (RateLimit limit : book.rates()) {
        Limit key = new Limit(limit.scope(), limit.of().text(), limit.calls(), limit.per());
        @Nullable Counts kept = before.get(key);
        limits.putIfAbsent(
            key, kept == null ? new Counts(limit, ticks) : kept.writtenAt(limit.at()));
      }
    }
    return new RateLimits(ticks, limits);
  }

  /**
   * Counts one call. A call that is beyond a limit is not counted by any: being refused uses
   * nothing up.
   *
   * @param agent the name that counts
   * @return the limits that the call is beyond; none if it is within all
   */
  public List<Exceeded> take(String agent, String server, String tool, Instant now) {
    if (limits.isEmpty()) {
      return List.of();
    }
    // One after the other: between looking and taking no other call may take.
    synchronized (ticks) {
      ticks.advance(now);
      return take(Names.fold(agent), Names.fold(server), Names.fold(tool));
    }
  }

  private List<Exceeded> take(String agent, String server, String tool) {
    List<Counts.Count> open = new ArrayList<>();
    List<Exceeded> exceeded = new ArrayList<>(0);
    for (Counts counts : limits.values()) {
      String name =
          switch (counts.limit().scope()) {
            case GLOBAL -> "";
            case AGENT -> agent;
            case TOOL -> tool;
            case SERVER -> server;
          };
      if (counts.concerns(name)) {
        Counts.Count count = counts.of(name);
        count.exceeded().ifPresentOrElse(exceeded::add, () -> open.add(count));
      }
    }
    if (exceeded.isEmpty()) {
      open.forEach(Counts.Count::take);
    }
    return exceeded;
  }
}
