// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.clock;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.text.GoQuote;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;

/** Reads durations as Go writes them: {@code 1h15m30.918s}, {@code -1.5h}, {@code 300ms}. */
public final class Durations {
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private static final int MAX_LENGTH = 1_000;

  private final String text;
  private int at;

  private Durations(String text) {
    this.text = text;
  }

  /**
   * The nanoseconds of a duration.
   *
   * @throws IllegalArgumentException where it is none or longer than a {@code long} can say, in
   *     Go's words
   */
  public static long nanos(String duration) {
    return new Durations(duration).read();
  }

  private long read() {
    boolean negative = text.startsWith("-");
    at = negative || text.startsWith("+") ? 1 : 0;
    if (text.substring(at).equals("0")) {
      return 0;
    }
    if (text.length() > MAX_LENGTH) {
      throw new LimitExceeded("duration longer than " + MAX_LENGTH + " characters");
    }
    if (at == text.length()) {
      throw wrong("invalid duration ");
    }
    BigInteger sum = BigInteger.ZERO;
    while (at < text.length()) {
      sum = sum.add(part());
    }
    BigInteger nanos = negative ? sum.negate() : sum;
    if (nanos.bitLength() > 63) {
      throw wrong("invalid duration ");
    }
    return nanos.longValue();
  }

  private BigInteger part() {
    int start = at;
    digits();
    int whole = at - start;
    int decimals = 0;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      int point = at;
      digits();
      decimals = at - point;
    }
    if (whole == 0 && decimals == 0) {
      throw wrong("invalid duration ");
    }
    String number = text.substring(start, at);
    int unit = at;
    while (at < text.length() && text.charAt(at) != '.' && !digit(text.charAt(at))) {
      at++;
    }
    if (at == unit) {
      throw wrong("missing unit in duration ");
    }
    Long factor = UNITS.get(text.substring(unit, at));
    if (factor == null) {
      throw wrong("unknown unit " + GoQuote.quote(text.substring(unit, at)) + " in duration ");
    }
    String plain = (whole == 0 ? "0" : "") + number + (number.endsWith(".") ? "0" : "");
    return new BigDecimal(plain)
        .multiply(BigDecimal.valueOf(factor))
        .setScale(0, RoundingMode.DOWN)
        .toBigInteger();
  }

  private void digits() {
    while (at < text.length() && digit(text.charAt(at))) {
      at++;
    }
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("time: " + what + GoQuote.quote(text));
  }
}
