// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.clock;

import dev.mcpfirewall.rego.builtin.text.GoQuote;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Reads a time by the parts of a layout. Of one thread. */
final class LayoutReader {
  private static final int NONE = -1;

  private final String layout;
  private final List<Layout.Part> parts;
  private final String text;
  private int at;
  private int year;
  private int month = NONE;
  private int day = NONE;
  private int yearDay = NONE;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private boolean pm;
  private boolean am;
  private int offset;
  private String range = "";

  LayoutReader(String layout, List<Layout.Part> parts, String text) {
    this.layout = layout;
    this.parts = parts;
    this.text = text;
  }

  /** A part of the text is not what the layout says. */
  private static final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1;

    Bad() {
      super(null, null, false, false);
    }
  }

  Instant read() {
    for (int i = 0; i < parts.size(); i++) {
      Layout.Part part = parts.get(i);
      skip(part.plain());
      int start = at;
      try {
        if (part.kind() == Layout.Kind.END) {
          break;
        }
        part(part, parts.get(i + 1));
      } catch (Bad e) {
        throw wrong(part.text(), start);
      }
      if (!range.isEmpty()) {
        throw wrong(range + " out of range");
      }
    }
    if (at < text.length()) {
      throw wrong("extra text: " + GoQuote.quote(text.substring(at)));
    }
    return time();
  }

  private Instant time() {
    hour += pm && hour < 12 ? 12 : 0;
    hour = am && hour == 12 ? 0 : hour;
    if (yearDay != NONE) {
      if (yearDay < 1 || yearDay > Year.of(year).length()) {
        throw wrong("day-of-year out of range");
      }
      LocalDate date = LocalDate.ofYearDay(year, yearDay);
      if (month != NONE && month != date.getMonthValue()) {
        throw wrong("day-of-year does not match month");
      }
      if (day != NONE && day != date.getDayOfMonth()) {
        throw wrong("day-of-year does not match day");
      }
      month = date.getMonthValue();
      day = date.getDayOfMonth();
    }
    month = month == NONE ? 1 : month;
    day = day == NONE ? 1 : day;
    if (day < 1 || day > Month.of(month).length(Year.isLeap(year))) {
      throw wrong("day out of range");
    }
    return LocalDate.of(year, month, day)
        .atTime(LocalTime.of(hour, minute, second, nano))
        .toInstant(ZoneOffset.UTC)
        .minusSeconds(offset);
  }

  /** Passes plain text; a run of blanks is like any other, or none at the end. */
  private void skip(String plain) {
    int start = 0;
    while (start < plain.length()) {
      if (plain.charAt(start) == ' ') {
        if (at < text.length() && text.charAt(at) != ' ') {
          throw wrong(plain, at);
        }
        start = blanks(plain, start);
        at = blanks(text, at);
      } else {
        if (at >= text.length() || text.charAt(at) != plain.charAt(start)) {
          throw wrong(plain, at);
        }
        start++;
        at++;
      }
    }
  }

  private static int blanks(String text, int from) {
    int to = from;
    while (to < text.length() && text.charAt(to) == ' ') {
      to++;
    }
    return to;
  }

  private void part(Layout.Part part, Layout.Part next) {
    switch (part.kind()) {
      case YEAR -> {
        int two = digits(2, 2);
        year = two + (two >= 69 ? 1900 : 2000);
      }
      case LONG_YEAR -> year = digits(4, 4);
      case MONTH -> month = name(MONTHS, 3) + 1;
      case LONG_MONTH -> month = name(MONTHS, Integer.MAX_VALUE) + 1;
      case NUMBER_MONTH -> month = checked(digits(1, 2), 1, 12, "month");
      case ZERO_MONTH -> month = checked(digits(2, 2), 1, 12, "month");
      case WEEKDAY -> name(WEEKDAYS, 3);
      case LONG_WEEKDAY -> name(WEEKDAYS, Integer.MAX_VALUE);
      case DAY -> day = digits(1, 2);
      case UNDER_DAY -> {
        at += blank() ? 1 : 0;
        day = digits(1, 2);
      }
      case ZERO_DAY -> day = digits(2, 2);
      case UNDER_YEAR_DAY -> {
        at += blank() ? 1 : 0;
        at += blank() ? 1 : 0;
        yearDay = digits(1, 3);
      }
      case ZERO_YEAR_DAY -> yearDay = digits(3, 3);
      case HOUR -> hour = checked(digits(1, 2), 0, 23, "hour");
      case HOUR_12 -> hour = checked(digits(1, 2), 0, 12, "hour");
      case ZERO_HOUR_12 -> hour = checked(digits(2, 2), 0, 12, "hour");
      case MINUTE -> minute = checked(digits(1, 2), 0, 59, "minute");
      case ZERO_MINUTE -> minute = checked(digits(2, 2), 0, 59, "minute");
      case SECOND -> second(1, next);
      case ZERO_SECOND -> second(2, next);
      case UPPER_PM -> half("PM", "AM");
      case LOWER_PM -> half("pm", "am");
      case ZONE_NAME -> zone();
      case OFFSET -> offset(part.text());
      case OFFSET_OR_Z -> {
        if (at < text.length() && text.charAt(at) == 'Z') {
          at++;
        } else {
          offset(part.text());
        }
      }
      case FRACTION -> fraction(part.text().length());
      case FRACTION_SHORT -> optionalFraction();
      case END -> {}
    }
  }

  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private static final List<String> WEEKDAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

  private int name(List<String> names, int length) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).substring(0, Math.min(length, names.get(i).length()));
      if (text.regionMatches(true, at, name, 0, name.length())
          && text.substring(at, at + name.length()).toLowerCase(Locale.ROOT).equals(name)) {
        at += name.length();
        return i;
      }
    }
    throw new Bad();
  }

  private boolean blank() {
    return at < text.length() && text.charAt(at) == ' ';
  }

  private boolean digit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private int digits(int least, int most) {
    int number = 0;
    int count = 0;
    while (count < most && digit(at + count)) {
      number = number * 10 + text.charAt(at + count) - '0';
      count++;
    }
    if (count < least) {
      throw new Bad();
    }
    at += count;
    return number;
  }

  private int checked(int number, int least, int most, String what) {
    if (number < least || number > most) {
      range = what;
    }
    return number;
  }

  /** Decimals may follow the seconds even where the layout has none. */
  private void second(int least, Layout.Part next) {
    second = checked(digits(least, 2), 0, 59, "second");
    boolean own =
        next.plain().isEmpty()
            && (next.kind() == Layout.Kind.FRACTION || next.kind() == Layout.Kind.FRACTION_SHORT);
    if (range.isEmpty() && !own) {
      optionalFraction();
    }
  }

  private void optionalFraction() {
    if (point() && digit(at + 1)) {
      int end = at + 1;
      while (digit(end)) {
        end++;
      }
      fraction(end - at);
    }
  }

  private boolean point() {
    return at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
  }

  /** A point and digits, {@code length} characters together; beyond nine digits nothing counts. */
  private void fraction(int length) {
    if (at + length > text.length() || !point()) {
      throw new Bad();
    }
    int value = 0;
    for (int i = 1; i <= 9; i++) {
      boolean there = i < length;
      if (there && !digit(at + i)) {
        throw new Bad();
      }
      value = value * 10 + (there ? text.charAt(at + i) - '0' : 0);
    }
    nano = value;
    at += length;
  }

  private void half(String later, String earlier) {
    if (text.startsWith(later, at)) {
      pm = true;
    } else if (text.startsWith(earlier, at)) {
      am = true;
    } else {
      throw new Bad();
    }
    at += 2;
  }

  /** An offset in the form of {@code like}; 24 hours and 60 minutes are written by some people. */
  private void offset(String like) {
    int sign = at < text.length() ? "-+".indexOf(text.charAt(at)) : NONE;
    if (sign < 0) {
      throw new Bad();
    }
    at++;
    boolean colons = like.indexOf(':') >= 0;
    int pairs = (int) like.chars().filter(c -> c >= '0' && c <= '9').count() / 2;
    int hours = checked(digits(2, 2), 0, 24, "time zone offset hour");
    int minutes = pairs > 1 ? checked(pair(colons), 0, 60, "time zone offset minute") : 0;
    int seconds = pairs > 2 ? checked(pair(colons), 0, 60, "time zone offset second") : 0;
    offset = (sign == 0 ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds);
  }

  private int pair(boolean colon) {
    if (colon) {
      if (at >= text.length() || text.charAt(at) != ':') {
        throw new Bad();
      }
      at++;
    }
    return digits(2, 2);
  }

  /** The abbreviation of a zone: it says nothing of the offset, as in Go where it is not local. */
  private void zone() {
    int length = ZoneNames.length(text.substring(at, Math.min(text.length(), at + 40)));
    if (length == 0) {
      throw new Bad();
    }
    at += length;
  }

  private IllegalArgumentException wrong(String element, int from) {
    return new IllegalArgumentException(
        "parsing time "
            + GoQuote.quote(text)
            + " as "
            + GoQuote.quote(layout)
            + ": cannot parse "
            + GoQuote.quote(text.substring(from))
            + " as "
            + GoQuote.quote(element));
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("parsing time " + GoQuote.quote(text) + ": " + what);
  }
}
