// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rate;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time that messages bring along. It never runs backwards: a clock set back stops it, and does
 * not lock anybody out until the old time comes again. Guarded by itself.
 */
final class Ticks {
  private static final Duration FARTHEST = Duration.ofDays(366);

  private @Nullable Instant last;
  private volatile long nanos;

  /** It is now so late. */
  synchronized void advance(Instant now) {
    Instant before = last;
    if (before != null && now.isAfter(before)) {
      Duration passed = Duration.between(before, now);
      nanos += (passed.compareTo(FARTHEST) > 0 ? FARTHEST : passed).toNanos();
    }
    last = now;
  }

  /** The time passed since the first message, in nanoseconds. */
  long nanos() {
    return nanos;
  }
}
