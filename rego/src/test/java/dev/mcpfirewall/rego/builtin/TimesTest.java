// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import static dev.mcpfirewall.rego.builtin.TextCalls.answer;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void readsLayouts() {
    assertThat(answer("time.parse_ns", "['RFC1123Z', 'Sat, 03 Dec 2022 00:10:53 +0530']"))
        .isEqualTo("1670006453000000000");
    assertThat(answer("time.parse_ns", "['UnixDate', 'Fri Dec  2 18:40:53 UTC 2022']"))
        .isEqualTo("1670006453000000000");
    assertThat(answer("time.parse_ns", "['RFC850', 'Friday, 02-Dec-22 18:40:53 MST']"))
        .isEqualTo("1670006453000000000");
    assertThat(answer("time.parse_ns", "['2006-002 3PM', '2022-336 6pm']"))
        .contains("cannot parse");
    assertThat(answer("time.parse_ns", "['2006-002 3pm', '2022-336 6pm']"))
        .isEqualTo("1670004000000000000");
    assertThat(answer("time.parse_ns", "['Jan _2 15:04:05.000', 'feb  3 4:05:06.789']"))
        .startsWith("eval_builtin_error");
    assertThat(answer("time.parse_ns", "['2006-01-02 15:04:05.999', '2022-12-02 18:40:53,5']"))
        .isEqualTo("1670006453500000000");
    assertThat(
            answer(
                "time.parse_ns",
                "['2006-01-02T15:04:05-07:00:00', '2022-12-02T18:40:53+00:00:01']"))
        .isEqualTo("1670006452000000000");
    assertThat(answer("time.parse_rfc3339_ns", "['2022-12-02T18:40:53.141828752Z']"))
        .isEqualTo("1670006453141828752");
  }

  @Test
  void saysWhatItCouldNotRead() {
    assertThat(answer("time.parse_rfc3339_ns", "['2022-13-02T00:00:00Z']"))
        .isEqualTo("eval_builtin_error: parsing time '2022-13-02T00:00:00Z': month out of range");
    assertThat(answer("time.parse_rfc3339_ns", "['2022-02-30T00:00:00Z']"))
        .isEqualTo("eval_builtin_error: parsing time '2022-02-30T00:00:00Z': day out of range");
    assertThat(answer("time.parse_rfc3339_ns", "['x']"))
        .isEqualTo(
            "eval_builtin_error: parsing time 'x' as '2006-01-02T15:04:05Z07:00':"
                + " cannot parse 'x' as '2006'");
    assertThat(answer("time.parse_ns", "['2006', '2022 ']"))
        .isEqualTo("eval_builtin_error: parsing time '2022 ': extra text: ' '");
    assertThat(answer("time.parse_ns", "['2006', '2263']"))
        .isEqualTo("eval_builtin_error: time outside of valid range");
  }

  @Test
  void writesLayouts() {
    assertThat(answer("time.format", "[[1670006453141828752, 'Asia/Kolkata', 'UnixDate']]"))
        .isEqualTo("'Sat Dec  3 00:10:53 IST 2022'");
    assertThat(answer("time.format", "[[1670006453141828752, 'UTC', 'RFC850']]"))
        .isEqualTo("'Friday, 02-Dec-22 18:40:53 UTC'");
    assertThat(
            answer(
                "time.format",
                "[[0, '', '3:4:5pm .000 ,999 Z0700 -07 __2 002 _2 1/2 06 January']]"))
        .isEqualTo("'12:0:0am .000  Z +00   1 001  1 1/1 70 January'");
    assertThat(answer("time.format", "[1670006453000000000]")).isEqualTo("'2022-12-02T18:40:53Z'");
  }

  @Test
  void readsWhatItWrites() {
    for (String layout :
        new String[] {
          "RFC3339Nano", "RubyDate", "RFC1123Z", "2006.002 15h04m05.000000000s -070000"
        }) {
      String written =
          answer("time.format", "[[1670006453000000000, 'America/New_York', '" + layout + "']]");
      assertThat(answer("time.parse_ns", "['" + layout + "', " + written + "]"))
          .as(layout)
          .isEqualTo("1670006453000000000");
    }
  }

  @Test
  void addsDatesAndNormalises() {
    assertThat(answer("time.add_date", "[1675123200000000000, 0, 1, 0]"))
        .as("January 31 and a month is March 3")
        .isEqualTo("1677801600000000000");
    assertThat(answer("time.add_date", "[0, 2147483647, 0, 0]"))
        .isEqualTo("eval_builtin_error: time outside of valid range");
    assertThat(answer("time.add_date", "[0, -2147483648, -2147483648, -2147483648]"))
        .isEqualTo("eval_builtin_error: time outside of valid range");
    assertThat(answer("time.add_date", "[[1667984400000000000, 'America/New_York'], 0, 0, -4]"))
        .as("a day is a day of the clock")
        .isEqualTo("1667635200000000000");
  }

  @Test
  void tellsDatesClocksAndDifferences() {
    assertThat(answer("time.date", "[[-1, 'UTC']]")).isEqualTo("[1969, 12, 31]");
    assertThat(answer("time.clock", "[-1]")).isEqualTo("[23, 59, 59]");
    assertThat(answer("time.weekday", "[0]")).isEqualTo("'Thursday'");
    assertThat(answer("time.diff", "[1677801600000000000, 1675123199000000000]"))
        .isEqualTo("[0, 1, 3, 0, 0, 1]");
    assertThat(answer("time.now_ns", "[]")).isEqualTo("1670006453141828752");
  }

  @Test
  void refusesWhatIsNoTime() {
    assertThat(answer("time.date", "['a']"))
        .isEqualTo(
            "eval_type_error: operand 1 must be either number (ns) or [number (ns), string (tz)]"
                + " but got string");
    assertThat(answer("time.date", "[[]]")).contains("but got array");
    assertThat(answer("time.date", "[[0, 'Mars/Olympus']]"))
        .isEqualTo("eval_builtin_error: unknown time zone Mars/Olympus");
    assertThat(answer("time.date", "[[0, 'UTC+3']]"))
        .isEqualTo("eval_builtin_error: unknown time zone UTC+3");
    assertThat(answer("time.date", "[0.5]")).isEqualTo("eval_builtin_error: timestamp too big");
  }

  @Test
  void readsDurations() {
    assertThat(answer("time.parse_duration_ns", "['-1h2m3.5s4ms5us6ns']"))
        .isEqualTo("-3723504005006");
    assertThat(answer("time.parse_duration_ns", "['1.5h']")).isEqualTo("5400000000000");
    assertThat(answer("time.parse_duration_ns", "['0']")).isEqualTo("0");
    assertThat(answer("time.parse_duration_ns", "['.5µs']")).isEqualTo("500");
    assertThat(answer("time.parse_duration_ns", "['-9223372036854775808ns']"))
        .isEqualTo("-9223372036854775808");
    assertThat(answer("time.parse_duration_ns", "['3']"))
        .isEqualTo("eval_builtin_error: time: missing unit in duration '3'");
    assertThat(answer("time.parse_duration_ns", "['3d']"))
        .isEqualTo("eval_builtin_error: time: unknown unit 'd' in duration '3d'");
    assertThat(answer("time.parse_duration_ns", "['']"))
        .isEqualTo("eval_builtin_error: time: invalid duration ''");
    assertThat(answer("time.parse_duration_ns", "['99999999h']"))
        .isEqualTo("eval_builtin_error: time: invalid duration '99999999h'");
  }
}
