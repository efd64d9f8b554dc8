// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often, as people write it: {@code 100/min}, {@code 5/s}, {@code 1000/h}, {@code 10/10s}. */
record Rates(long calls, Duration per) {
  private static final Map<String, Duration> UNITS =
      Map.ofEntries(
          Map.entry("s", Duration.ofSeconds(1)),
          Map.entry("sec", Duration.ofSeconds(1)),
          Map.entry("second", Duration.ofSeconds(1)),
          Map.entry("m", Duration.ofMinutes(1)),
          Map.entry("min", Duration.ofMinutes(1)),
          Map.entry("minute", Duration.ofMinutes(1)),
          Map.entry("h", Duration.ofHours(1)),
          Map.entry("hour", Duration.ofHours(1)),
          Map.entry("d", Duration.ofDays(1)),
          Map.entry("day", Duration.ofDays(1)));
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * The rate that a text means.
   *
   * @throws IllegalArgumentException if it is none; the message says so to a person
   */
  static Rates parse(String text) {
    int slash = text.indexOf('/');
    String calls = slash < 0 ? "" : text.substring(0, slash).strip();
    String per = slash < 0 ? "" : text.substring(slash + 1).strip();
    if (!calls.matches("[0-9]{1,9}") || Long.parseLong(calls) == 0) {
      throw refused();
    }
    int digits = 0;
    while (digits < per.length() && per.charAt(digits) >= '0' && per.charAt(digits) <= '9') {
      digits++;
    }
    @Nullable Duration unit = UNITS.get(per.substring(digits));
    if (unit == null || digits > 6) {
      throw refused();
    }
    Duration span = unit.multipliedBy(digits == 0 ? 1 : Long.parseLong(per.substring(0, digits)));
    if (span.isZero() || span.compareTo(LONGEST) > 0) {
      throw refused();
    }
    return new Rates(Long.parseLong(calls), span);
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException(
        "is no rate; write calls and a time of at most a day, as in `100/min`, `5/s` or `10/10s`");
  }
}
