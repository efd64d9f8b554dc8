// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * How long decisions took, in nanoseconds.
 *
 * @param set which cases
 * @param cases how many of them were timed
 */
record Latency(String set, int cases, long p50, long p99, long max) {
  private static final int KILO = 1_000;
  private static final double MILLI = 1e6;
  private static final String UP_TO_TEN = "up to 10 KB";
  private static final String CLEAN_TEN = "7 to 13 KB, nothing seen";
  private static final String ALL = "all";

  /** By the size of the message, smallest first; classes without a case are left out. */
  static List<Latency> of(List<Seen> all) {
    return List.of(
            of("up to 1 KB", all, size(0, KILO)),
            of("1 to 10 KB", all, size(KILO, 10 * KILO)),
            of("10 to 100 KB", all, size(10 * KILO, 100 * KILO)),
            of("over 100 KB", all, size(100 * KILO, Integer.MAX_VALUE)),
            of(UP_TO_TEN, all, size(0, 10 * KILO)),
            of(CLEAN_TEN, all, size(7 * KILO, 13 * KILO).and(s -> !s.flagged())),
            of(ALL, all, seen -> true))
        .stream()
        .filter(latency -> latency.cases() > 0)
        .toList();
  }

  /** What is wanted of it, and whether it is so; empty where nothing is. */
  String verdict() {
    return switch (set) {
      case UP_TO_TEN -> "p99 <= 2 ms: " + met(p99 <= 2 * MILLI);
      case CLEAN_TEN -> "p50 <= 0.15 ms: " + met(p50 <= 0.15 * MILLI);
      case ALL -> "max <= 100 ms: " + met(max <= 100 * MILLI);
      default -> "";
    };
  }

  private static String met(boolean met) {
    return met ? "met" : "MISSED";
  }

  private static Predicate<Seen> size(int above, int upTo) {
    return seen -> seen.timing().bytes() > above && seen.timing().bytes() <= upTo;
  }

  private static Latency of(String set, List<Seen> all, Predicate<Seen> of) {
    long[] nanos =
        all.stream()
            .filter(of)
            .mapToLong(seen -> seen.timing().nanos())
            .filter(time -> time >= 0)
            .toArray();
    Arrays.sort(nanos);
    return new Latency(set, nanos.length, at(nanos, 0.5), at(nanos, 0.99), at(nanos, 1));
  }

  /** The smallest that so many are not above. */
  private static long at(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
