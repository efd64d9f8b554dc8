// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.clock;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A layout of Go's time package: how its reference time, {@code Mon Jan 2 15:04:05 MST 2006}, would
 * look. Immutable and thread-safe.
 */
public final class Layout {
  private static final Map<String, String> NAMED =
      Map.of(
          "ANSIC", "Mon Jan _2 15:04:05 2006",
          "UnixDate", "Mon Jan _2 15:04:05 MST 2006",
          "RubyDate", "Mon Jan 02 15:04:05 -0700 2006",
          "RFC822", "02 Jan 06 15:04 MST",
          "RFC822Z", "02 Jan 06 15:04 -0700",
          "RFC850", "Monday, 02-Jan-06 15:04:05 MST",
          "RFC1123", "Mon, 02 Jan 2006 15:04:05 MST",
          "RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700",
          "RFC3339", "2006-01-02T15:04:05Z07:00",
          "RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00");

  /** What a part of a layout stands for. */
  enum Kind {
    LONG_MONTH,
    MONTH,
    NUMBER_MONTH,
    ZERO_MONTH,
    LONG_WEEKDAY,
    WEEKDAY,
    DAY,
    UNDER_DAY,
    ZERO_DAY,
    UNDER_YEAR_DAY,
    ZERO_YEAR_DAY,
    HOUR,
    HOUR_12,
    ZERO_HOUR_12,
    MINUTE,
    ZERO_MINUTE,
    SECOND,
    ZERO_SECOND,
    LONG_YEAR,
    YEAR,
    UPPER_PM,
    LOWER_PM,
    ZONE_NAME,
    OFFSET,
    OFFSET_OR_Z,
    FRACTION,
    FRACTION_SHORT,
    END
  }

  /**
   * Plain text and the part that follows it.
   *
   * @param text the part as it is written in the layout
   */
  record Part(String plain, Kind kind, String text) {}

  private record Sign(String text, Kind kind) {}

  /** Where two fit, the first is meant. */
  private static final List<Sign> SIGNS =
      List.of(
          new Sign("January", Kind.LONG_MONTH),
          new Sign("Monday", Kind.LONG_WEEKDAY),
          new Sign("MST", Kind.ZONE_NAME),
          new Sign("01", Kind.ZERO_MONTH),
          new Sign("02", Kind.ZERO_DAY),
          new Sign("03", Kind.ZERO_HOUR_12),
          new Sign("04", Kind.ZERO_MINUTE),
          new Sign("05", Kind.ZERO_SECOND),
          new Sign("06", Kind.YEAR),
          new Sign("002", Kind.ZERO_YEAR_DAY),
          new Sign("15", Kind.HOUR),
          new Sign("1", Kind.NUMBER_MONTH),
          new Sign("2006", Kind.LONG_YEAR),
          new Sign("2", Kind.DAY),
          new Sign("__2", Kind.UNDER_YEAR_DAY),
          new Sign("3", Kind.HOUR_12),
          new Sign("4", Kind.MINUTE),
          new Sign("5", Kind.SECOND),
          new Sign("PM", Kind.UPPER_PM),
          new Sign("pm", Kind.LOWER_PM),
          new Sign("-070000", Kind.OFFSET),
          new Sign("-07:00:00", Kind.OFFSET),
          new Sign("-0700", Kind.OFFSET),
          new Sign("-07:00", Kind.OFFSET),
          new Sign("-07", Kind.OFFSET),
          new Sign("Z070000", Kind.OFFSET_OR_Z),
          new Sign("Z07:00:00", Kind.OFFSET_OR_Z),
          new Sign("Z0700", Kind.OFFSET_OR_Z),
          new Sign("Z07:00", Kind.OFFSET_OR_Z),
          new Sign("Z07", Kind.OFFSET_OR_Z));

  /** RFC 3339 with as many decimals as there are. */
  public static final Layout RFC3339_NANO = of("RFC3339Nano");

  /** RFC 3339. */
  public static final Layout RFC3339 = of("RFC3339");

  private final String text;
  private final List<Part> parts;

  private Layout(String text) {
    this.text = text;
    parts = parts(text);
  }

  /** The layout of a text, or of the name of one of Go's constants. */
  public static Layout of(String textOrName) {
    return new Layout(NAMED.getOrDefault(textOrName, textOrName));
  }

  /** A time written so. */
  public String write(ZonedDateTime time) {
    return LayoutWriter.write(parts, time);
  }

  /**
   * A time read so; in UTC where the text names no offset.
   *
   * @throws IllegalArgumentException where it is none, in Go's words
   */
  public Instant read(String value) {
    return new LayoutReader(text, parts, value).read();
  }

  private static List<Part> parts(String layout) {
    List<Part> parts = new ArrayList<>();
    int plain = 0;
    int at = 0;
    while (at < layout.length()) {
      Sign sign = sign(layout, at);
      if (sign == null) {
        at++;
        continue;
      }
      parts.add(new Part(layout.substring(plain, at), sign.kind(), sign.text()));
      at += sign.text().length();
      plain = at;
    }
    parts.add(new Part(layout.substring(plain), Kind.END, ""));
    return parts;
  }

  private static @Nullable Sign sign(String layout, int at) {
    char c = layout.charAt(at);
    if (c == '.' || c == ',') {
      return fraction(layout, at);
    }
    if (c == '_' && layout.startsWith("_2", at)) {
      return layout.startsWith("_2006", at) ? null : new Sign("_2", Kind.UNDER_DAY);
    }
    if ("JM012_345PpZ-".indexOf(c) < 0) {
      return null;
    }
    for (Sign sign : SIGNS) {
      if (layout.startsWith(sign.text(), at)) {
        return sign;
      }
    }
    boolean lower =
        at + 3 < layout.length() && layout.charAt(at + 3) >= 'a' && layout.charAt(at + 3) <= 'z';
    if (!lower && layout.startsWith("Jan", at)) {
      return new Sign("Jan", Kind.MONTH);
    }
    return !lower && layout.startsWith("Mon", at) ? new Sign("Mon", Kind.WEEKDAY) : null;
  }

  private static @Nullable Sign fraction(String layout, int at) {
    int end = at + 1;
    if (end == layout.length() || layout.charAt(end) != '0' && layout.charAt(end) != '9') {
      return null;
    }
    char digit = layout.charAt(end);
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    boolean more = end < layout.length() && layout.charAt(end) >= '0' && layout.charAt(end) <= '9';
    return more
        ? null
        : new Sign(layout.substring(at, end), digit == '0' ? Kind.FRACTION : Kind.FRACTION_SHORT);
  }
}
