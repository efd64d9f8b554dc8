// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.builtin.clock.Durations;
import dev.mcpfirewall.rego.builtin.clock.Layout;
import dev.mcpfirewall.rego.builtin.pattern.BoundedCache;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times in nanoseconds since 1970, as far as 64 bits say. {@code Local} is UTC: what a policy
 * decides must not depend on the machine.
 */
final class Times {
  private static final long BILLION = 1_000_000_000;
  private static final String TIME = "number | array<number, string>";
  private static final String THREE = "array<number, number, number>";
  private static final int MAX_LENGTH = 10_000;
  private static final int KEPT_LENGTH = 200;
  private static final BoundedCache<String, Layout> LAYOUTS = new BoundedCache<>(128);

  /** Names that Go knows and old tables of Java do not. */
  private static final Map<String, String> FIXED =
      Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00");

  private Times() {}

  static List<Builtin> list() {
    return List.of(
        new Builtin("time.now_ns", "() number", (Builtin.Of0) in -> NumberValue.of(in.nowNanos())),
        new Builtin(
            "time.parse_ns", "(layout: string, value: string) number", (Builtin.Of2) Times::parse),
        new Builtin(
            "time.parse_rfc3339_ns",
            "(value: string) number",
            (Builtin.Of1) (_, a) -> read(Layout.RFC3339, Operand.string(a, 1))),
        new Builtin(
            "time.parse_duration_ns",
            "(duration: string) number",
            (Builtin.Of1) Times::parseDuration),
        new Builtin(
            "time.format",
            "(x: number | array<number, string> | array<number, string, string>) string",
            (Builtin.Of1) Times::format),
        new Builtin("time.date", "(x: " + TIME + ") " + THREE, (Builtin.Of1) Times::date),
        new Builtin("time.clock", "(x: " + TIME + ") " + THREE, (Builtin.Of1) Times::clock),
        new Builtin("time.weekday", "(x: " + TIME + ") string", (Builtin.Of1) Times::weekday),
        new Builtin(
            "time.add_date",
            "(ns: number, years: number, months: number, days: number) number",
            (Builtin.OfMany) Times::addDate),
        new Builtin(
            "time.diff",
            "(ns1: "
                + TIME
                + ", ns2: "
                + TIME
                + ")"
                + " array<number, number, number, number, number, number>",
            (Builtin.Of2) Times::diff));
  }

  private static Value parse(Evaluation in, Value a, Value b) {
    String layout = Operand.string(a, 1);
    String text = Operand.string(b, 2);
    return read(layout(in, layout), text);
  }

  private static Layout layout(Evaluation in, String text) {
    if (text.length() > MAX_LENGTH) {
      throw new LimitExceeded("layout longer than " + MAX_LENGTH + " characters");
    }
    if (text.length() <= KEPT_LENGTH) {
      return LAYOUTS.get(text, Layout::of);
    }
    in.spend(text.length() / 8);
    return Layout.of(text);
  }

  private static Value read(Layout layout, String text) {
    Instant time = Patterns.orError(() -> layout.read(text));
    return nanos(time.getEpochSecond(), time.getNano());
  }

  private static Value nanos(long second, int nano) {
    try {
      long nanos =
          second < 0
              ? Math.addExact(Math.multiplyExact(second + 1, BILLION), nano - BILLION)
              : Math.addExact(Math.multiplyExact(second, BILLION), nano);
      return NumberValue.of(nanos);
    } catch (ArithmeticException e) {
      throw BuiltinError.failed("time outside of valid range");
    }
  }

  private static Value parseDuration(Evaluation in, Value a) {
    String text = Operand.string(a, 1);
    return NumberValue.of(Patterns.orError(() -> Durations.nanos(text)));
  }

  private static Value format(Evaluation in, Value a) {
    ZonedDateTime time = time(a);
    Layout layout = Layout.RFC3339_NANO;
    if (a instanceof ArrayValue array && array.size() > 2) {
      String text = Operand.string(array.get(2), 1);
      layout = text.isEmpty() ? layout : layout(in, text);
    }
    return StringValue.of(layout.write(time));
  }

  private static Value date(Evaluation in, Value a) {
    ZonedDateTime time = time(a);
    return numbers(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
  }

  private static Value clock(Evaluation in, Value a) {
    ZonedDateTime time = time(a);
    return numbers(time.getHour(), time.getMinute(), time.getSecond());
  }

  private static Value weekday(Evaluation in, Value a) {
    String name = time(a).getDayOfWeek().name();
    return StringValue.of(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
  }

  private static ArrayValue numbers(int... numbers) {
    Value[] values = new Value[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      values[i] = NumberValue.of(numbers[i]);
    }
    return ArrayValue.of(values);
  }

  /** October 32 is November 1; a local time that does not exist is shifted as Go shifts it. */
  private static Value addDate(Evaluation in, List<Value> arguments) {
    ZonedDateTime time = time(arguments.get(0));
    int years = Operand.integer(arguments.get(1), 2);
    int months = Operand.integer(arguments.get(2), 3);
    int days = Operand.integer(arguments.get(3), 4);
    try {
      LocalDateTime local =
          LocalDate.of(time.getYear(), 1, 1)
              .plusYears(years)
              .plusMonths(time.getMonthValue() - 1L + months)
              .plusDays(time.getDayOfMonth() - 1L + days)
              .atTime(time.toLocalTime());
      Instant guess = local.toInstant(ZoneOffset.UTC);
      var rules = time.getZone().getRules();
      Instant utc = guess.minusSeconds(rules.getOffset(guess).getTotalSeconds());
      Instant sum = guess.minusSeconds(rules.getOffset(utc).getTotalSeconds());
      return nanos(sum.getEpochSecond(), sum.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      throw BuiltinError.failed("time outside of valid range");
    }
  }

  private static Value diff(Evaluation in, Value a, Value b) {
    ZonedDateTime one = time(a);
    ZonedDateTime two = time(b).withZoneSameInstant(one.getZone());
    boolean swapped = one.toInstant().isAfter(two.toInstant());
    ZonedDateTime from = swapped ? two : one;
    ZonedDateTime to = swapped ? one : two;
    int[] units = {
      to.getYear() - from.getYear(),
      to.getMonthValue() - from.getMonthValue(),
      to.getDayOfMonth() - from.getDayOfMonth(),
      to.getHour() - from.getHour(),
      to.getMinute() - from.getMinute(),
      to.getSecond() - from.getSecond()
    };
    int[] sizes = {0, 12, YearMonth.from(from).lengthOfMonth(), 24, 60, 60};
    for (int i = units.length - 1; i > 0; i--) {
      if (units[i] < 0) {
        units[i] += sizes[i];
        units[i - 1]--;
      }
    }
    return numbers(units);
  }

  private static ZonedDateTime time(Value value) {
    ZoneId zone = ZoneOffset.UTC;
    Value nanos = value;
    if (value instanceof ArrayValue array && array.size() > 0) {
      nanos = array.get(0);
      Operand.number(nanos, 1);
      zone = array.size() > 1 ? zone(Operand.string(array.get(1), 1)) : zone;
    } else if (!(value instanceof NumberValue)) {
      throw Operand.wrong(1, "either number (ns) or [number (ns), string (tz)]", value);
    }
    NumberValue number = Operand.number(nanos, 1);
    if (!number.isLong()) {
      throw BuiltinError.failed("timestamp too big");
    }
    long all = number.longValue();
    return Instant.ofEpochSecond(Math.floorDiv(all, BILLION), Math.floorMod(all, BILLION))
        .atZone(zone);
  }

  private static ZoneId zone(String name) {
    if (name.isEmpty() || name.equals("UTC") || name.equals("Local")) {
      return ZoneOffset.UTC;
    }
    try {
      String fixed = FIXED.get(name);
      if (fixed != null) {
        return ZoneId.of(fixed);
      }
      if (name.length() < 64 && Character.isLetter(name.charAt(0)) && !signed(name)) {
        return ZoneId.of(name);
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw BuiltinError.failed("unknown time zone " + name);
  }

  /** Java takes {@code UTC+3}, too; Go takes names of the table alone. */
  private static boolean signed(String name) {
    return name.matches("(UTC|GMT|UT)[+-].*") || name.equals("Z");
  }
}
