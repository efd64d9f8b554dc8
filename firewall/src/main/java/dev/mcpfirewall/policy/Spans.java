// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spans of time as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 24h}. */
public final class Spans {
  private static final Map<String, Long> UNITS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
  private static final int MOST_DIGITS = 9;

  private Spans() {}

  /**
   * The span that a text means.
   *
   * @throws IllegalArgumentException if it is none from {@code least} to {@code most}; the message
   *     says so to a person
   */
  public static Duration parse(String text, Duration least, Duration most) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    @Nullable Long unit = UNITS.get(text.substring(digits));
    if (unit == null || digits == 0 || digits > MOST_DIGITS) {
      throw refused(least, most);
    }
    Duration span = Duration.ofMillis(Long.parseLong(text.substring(0, digits)) * unit);
    if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
      throw refused(least, most);
    }
    return span;
  }

  private static IllegalArgumentException refused(Duration least, Duration most) {
    return new IllegalArgumentException(
        "is no span of time here; write a number and `ms`, `s`, `m`, `h` or `d`, from "
            + text(least)
            + " to "
            + text(most)
            + ", as in `5m`");
  }

  /** The span as a configuration would spell it, in the largest unit without a remainder. */
  public static String text(Duration span) {
    long millis = span.toMillis();
    for (String unit : new String[] {"d", "h", "m", "s"}) {
      long size = UNITS.getOrDefault(unit, 1L);
      if (millis >= size && millis % size == 0) {
        return millis / size + unit;
      }
    }
    return millis + "ms";
  }
}
