// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sizes as people write them: {@code 65536}, {@code 64KiB}, {@code 64 MiB}, {@code 1g}. */
final class Size {
  private static final Map<String, Integer> SHIFTS =
      Map.of(
          "", 0, "b", 0, "k", 10, "kib", 10, "m", 20, "mib", 20, "g", 30, "gib", 30, "t", 40, "tib",
          40);

  private Size() {}

  /**
   * The number of bytes.
   *
   * @throws IllegalArgumentException if it is no size from {@code least} to {@code most}; the
   *     message says so to a person
   */
  static long parse(String text, long least, long most) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    @Nullable Integer shift = SHIFTS.get(text.substring(digits).strip().toLowerCase(Locale.ROOT));
    boolean readable = digits > 0 && digits <= 12 && shift != null;
    long number = readable ? Long.parseLong(text.substring(0, digits)) : -1;
    if (shift == null || number < 0 || number > most >> shift || number << shift < least) {
      throw new IllegalArgumentException(
          "is no size here; write a number of bytes from "
              + least
              + " to "
              + most
              + ", or as in `64MiB`");
    }
    return number << shift;
  }
}
