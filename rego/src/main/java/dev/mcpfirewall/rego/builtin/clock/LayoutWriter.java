// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.clock;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes a time by the parts of a layout. */
final class LayoutWriter {
  private static final DateTimeFormatter ZONE_NAME = DateTimeFormatter.ofPattern("zzz", Locale.US);

  private LayoutWriter() {}

  static String write(List<Layout.Part> parts, ZonedDateTime time) {
    StringBuilder out = new StringBuilder();
    for (Layout.Part part : parts) {
      out.append(part.plain());
      write(part, time, out);
    }
    return out.toString();
  }

  private static void write(Layout.Part part, ZonedDateTime time, StringBuilder out) {
    int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    switch (part.kind()) {
      case LONG_MONTH -> out.append(capital(time.getMonth().name()));
      case MONTH -> out.append(capital(time.getMonth().name()), 0, 3);
      case NUMBER_MONTH -> out.append(time.getMonthValue());
      case ZERO_MONTH -> number(time.getMonthValue(), 2, '0', out);
      case LONG_WEEKDAY -> out.append(weekday(time));
      case WEEKDAY -> out.append(weekday(time), 0, 3);
      case DAY -> out.append(time.getDayOfMonth());
      case UNDER_DAY -> number(time.getDayOfMonth(), 2, ' ', out);
      case ZERO_DAY -> number(time.getDayOfMonth(), 2, '0', out);
      case UNDER_YEAR_DAY -> number(time.getDayOfYear(), 3, ' ', out);
      case ZERO_YEAR_DAY -> number(time.getDayOfYear(), 3, '0', out);
      case HOUR -> number(time.getHour(), 2, '0', out);
      case HOUR_12 -> out.append(hour);
      case ZERO_HOUR_12 -> number(hour, 2, '0', out);
      case MINUTE -> out.append(time.getMinute());
      case ZERO_MINUTE -> number(time.getMinute(), 2, '0', out);
      case SECOND -> out.append(time.getSecond());
      case ZERO_SECOND -> number(time.getSecond(), 2, '0', out);
      case LONG_YEAR -> number(time.getYear(), 4, '0', out);
      case YEAR -> number(time.getYear() % 100, 2, '0', out);
      case UPPER_PM -> out.append(time.getHour() >= 12 ? "PM" : "AM");
      case LOWER_PM -> out.append(time.getHour() >= 12 ? "pm" : "am");
      case ZONE_NAME -> zone(time, out);
      case OFFSET -> offset(time.getOffset().getTotalSeconds(), part.text(), out);
      case OFFSET_OR_Z -> {
        int offset = time.getOffset().getTotalSeconds();
        if (offset == 0) {
          out.append('Z');
        } else {
          offset(offset, part.text(), out);
        }
      }
      case FRACTION -> fraction(part.text(), time.getNano(), false, out);
      case FRACTION_SHORT -> fraction(part.text(), time.getNano(), true, out);
      case END -> {}
    }
  }

  /** The English name, whatever the platform's language. */
  static String weekday(ZonedDateTime time) {
    return capital(time.getDayOfWeek().name());
  }

  private static String capital(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static void number(int number, int width, char fill, StringBuilder out) {
    String digits = Integer.toString(number);
    out.repeat(fill, Math.max(width - digits.length(), 0)).append(digits);
  }

  private static void zone(ZonedDateTime time, StringBuilder out) {
    int seconds = time.getOffset().getTotalSeconds();
    if (time.getZone().getId().equals("UTC") || time.getZone().getId().equals("Z")) {
      out.append("UTC");
      return;
    }
    String name = ZONE_NAME.format(time);
    if (name.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      out.append(name);
    } else {
      offset(seconds, seconds % 3600 == 0 ? "-07" : "-0700", out);
    }
  }

  /** An offset in the form of {@code like}, whose sign may be a Z. */
  private static void offset(int seconds, String like, StringBuilder out) {
    int size = Math.abs(seconds);
    String colon = like.indexOf(':') >= 0 ? ":" : "";
    int digits = (int) like.chars().filter(Character::isDigit).count();
    number(size / 3600, 2, '0', out.append(seconds < 0 ? '-' : '+'));
    if (digits >= 4) {
      number(size / 60 % 60, 2, '0', out.append(colon));
    }
    if (digits >= 6) {
      number(size % 60, 2, '0', out.append(colon));
    }
  }

  private static void fraction(String like, int nanos, boolean shortest, StringBuilder out) {
    StringBuilder digits = new StringBuilder();
    number(nanos, 9, '0', digits);
    int wanted = like.length() - 1;
    digits.repeat('0', Math.max(wanted - 9, 0)).setLength(wanted);
    if (shortest) {
      int end = digits.length();
      while (end > 0 && digits.charAt(end - 1) == '0') {
        end--;
      }
      digits.setLength(end);
    }
    if (!digits.isEmpty()) {
      out.append(like.charAt(0)).append(digits);
    }
  }
}
