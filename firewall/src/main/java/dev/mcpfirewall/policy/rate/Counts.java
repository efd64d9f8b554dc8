// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rate;

import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.PolicyInput.Exceeded;
import dev.mcpfirewall.policy.rule.RateLimit;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The counts of one limit: one for each name. Bounded; what comes when all are in use shares one
 * more, so that making up names does not help. Guarded by the limits' lock.
 */
final class Counts {
  /** More names than this are made up. */
  static final int MOST = 1024;

  private static final int LONGEST_NAME = 256;
  private static final long NANOS_IN_MILLI = 1_000_000;

  private final RateLimit limit;
  private final Ticks ticks;
  private final Map<String, Bucket> byName;
  private final Bucket others;

  /** Nothing has been called yet. */
  Counts(RateLimit limit, Ticks ticks) {
    this(limit, ticks, new HashMap<>(), bucket(limit, ticks));
  }

  private Counts(RateLimit limit, Ticks ticks, Map<String, Bucket> byName, Bucket others) {
    this.limit = limit;
    this.ticks = ticks;
    this.byName = byName;
    this.others = others;
  }

  /** The same counts, the limit now standing elsewhere. */
  Counts writtenAt(Position at) {
    RateLimit moved = new RateLimit(limit.scope(), limit.of(), limit.calls(), limit.per(), at);
    return new Counts(moved, ticks, byName, others);
  }

  RateLimit limit() {
    return limit;
  }

  /** Whether calls under this name are counted; for {@link RateLimit.Scope#GLOBAL} all are. */
  boolean concerns(String name) {
    return limit.scope() == RateLimit.Scope.GLOBAL || limit.of().matches(name);
  }

  /** The count of a name, which is folded. */
  Count of(String name) {
    if (!byName.containsKey(name) && (byName.size() >= MOST || name.length() > LONGEST_NAME)) {
      return new Count(others);
    }
    return new Count(byName.computeIfAbsent(name, key -> bucket(limit, ticks)));
  }

  private static Bucket bucket(RateLimit limit, Ticks ticks) {
    // Nothing refills faster than by one a nanosecond.
    long calls = Math.min(limit.calls(), limit.per().toNanos());
    Bandwidth bandwidth =
        Bandwidth.builder().capacity(calls).refillGreedy(calls, limit.per()).build();
    return Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(new Meter(ticks)).build();
  }

  private record Meter(Ticks ticks) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return ticks.nanos();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  /** One count. */
  final class Count {
    private final Bucket bucket;

    private Count(Bucket bucket) {
      this.bucket = bucket;
    }

    /** What to say of one call more, if that would be too many. */
    Optional<Exceeded> exceeded() {
      var estimate = bucket.estimateAbilityToConsume(1);
      if (estimate.canBeConsumed()) {
        return Optional.empty();
      }
      long millis = Math.max(1, Math.ceilDiv(estimate.getNanosToWaitForRefill(), NANOS_IN_MILLI));
      String scope = limit.scope().word();
      // The limit's own words, not the caller's: a name is text from outside.
      String name =
          limit.scope() == RateLimit.Scope.GLOBAL ? scope : scope + " " + limit.of().text();
      return Optional.of(new Exceeded(name, millis, limit.at().toString()));
    }

    /** One call more. */
    void take() {
      bucket.tryConsume(1);
    }
  }
}
