// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as {@code opa} takes them: {@code 300ms}, {@code 1.5s}, {@code 1m30s}. */
final class Durations implements ITypeConverter<Duration> {
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  @Override
  public Duration convert(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    int at = 0;
    while (at < text.length()) {
      int unit = at;
      while (unit < text.length() && ".0123456789".indexOf(text.charAt(unit)) >= 0) {
        unit++;
      }
      int end = unit;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      nanos = nanos.add(part(text, text.substring(at, unit), text.substring(unit, end)));
      at = end;
    }
    if (nanos.signum() == 0 || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw wrong(text);
    }
    return Duration.ofNanos(nanos.longValue());
  }

  private static BigDecimal part(String text, String number, String unit) {
    Long nanos = NANOS.get(unit);
    if (nanos == null || number.isEmpty() || number.equals(".")) {
      throw wrong(text);
    }
    try {
      return new BigDecimal(number).multiply(BigDecimal.valueOf(nanos));
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
  }

  /** As Go writes it, without blanks: {@code 1.234ms}. */
  static String text(long nanos) {
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    boolean seconds = nanos >= 1_000_000_000;
    boolean millis = nanos >= 1_000_000;
    String unit = seconds ? "s" : millis ? "ms" : "µs";
    return BigDecimal.valueOf(nanos, seconds ? 9 : millis ? 6 : 3)
            .stripTrailingZeros()
            .toPlainString()
        + unit;
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException("`" + text + "` is no duration such as 300ms, 5s or 1m30s");
  }
}
