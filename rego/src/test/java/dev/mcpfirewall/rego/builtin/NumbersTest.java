// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import static dev.mcpfirewall.rego.builtin.Asked.ask;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void keepsIntegersExactBeyondLongs() {
    assertThat(ask("plus", "9223372036854775807, 1")).isEqualTo("9223372036854775808");
    assertThat(ask("minus", "-9223372036854775808, 1")).isEqualTo("-9223372036854775809");
    assertThat(ask("mul", "4294967296, 4294967296")).isEqualTo("18446744073709551616");
    assertThat(ask("div", "-9223372036854775808, -1")).isEqualTo("9223372036854775808");
    assertThat(ask("div", "18446744073709551616, 4294967296")).isEqualTo("4294967296");
    assertThat(ask("rem", "36893488147419103233, 18446744073709551616")).isEqualTo("1");
    assertThat(ask("abs", "-9223372036854775808")).isEqualTo("9223372036854775808");
  }

  @Test
  void keepsFractionsDecimal() {
    assertThat(ask("plus", "0.1, 0.2")).isEqualTo("0.3");
    assertThat(ask("mul", "1.5, 2")).isEqualTo("3");
    assertThat(ask("div", "7, 2")).isEqualTo("3.5");
    assertThat(ask("div", "1e109, 1e100")).isEqualTo("1000000000");
  }

  @Test
  void threeThirdsAreOne() {
    assertThat(Asked.value("1 / 3 * 3")).isEqualTo("1");
    assertThat(Asked.value("1 / 3 + 1 / 3 + 1 / 3")).isEqualTo("1");
    assertThat(Asked.value("2 / 7 * 7")).isEqualTo("2");
  }

  @Test
  void roundsHalvesAwayFromZero() {
    assertThat(ask("round", "2.5")).isEqualTo("3");
    assertThat(ask("round", "-2.5")).isEqualTo("-3");
    assertThat(ask("ceil", "-1.5")).isEqualTo("-1");
    assertThat(ask("floor", "-1.5")).isEqualTo("-2");
    assertThat(ask("ceil", "18446744073709551616.5")).isEqualTo("18446744073709551617");
  }

  @Test
  void refusesWhatHasNoResult() {
    assertThat(ask("div", "1, 0.0")).isEqualTo("eval_builtin_error: divide by zero");
    assertThat(ask("rem", "1, 0")).isEqualTo("eval_builtin_error: modulo by zero");
    assertThat(ask("rem", "1.5, 1"))
        .isEqualTo("eval_builtin_error: modulo on floating-point number");
    assertThat(ask("plus", "1, 'a'"))
        .isEqualTo("eval_type_error: operand 2 must be number but got string");
    assertThat(ask("minus", "'a', 1"))
        .isEqualTo("eval_type_error: operand 1 must be one of {number, set} but got string");
    assertThat(ask("minus", "{1}, 1"))
        .isEqualTo("eval_type_error: operand 2 must be set but got number");
    assertThat(ask("mul", "1e19999, 1e19999"))
        .isEqualTo("eval_limit_error: result is a number of more than 20000 digits");
  }

  @Test
  void subtractsSets() {
    assertThat(ask("minus", "{1, 2, 3}, {2}")).isEqualTo("{1, 3}");
    assertThat(ask("minus", "{1}, {1.0}")).isEqualTo("set()");
  }

  @Test
  void ranges() {
    assertThat(ask("numbers.range", "3, 1")).isEqualTo("[3, 2, 1]");
    assertThat(ask("numbers.range_step", "0, 7, 3")).isEqualTo("[0, 3, 6]");
    assertThat(ask("numbers.range_step", "7, 0, 3")).isEqualTo("[7, 4, 1]");
    assertThat(ask("numbers.range", "9223372036854775807, 9223372036854775808"))
        .isEqualTo("[9223372036854775807, 9223372036854775808]");
    assertThat(ask("numbers.range_step", "1, 2, 0"))
        .isEqualTo("eval_builtin_error: numbers.range_step: step must be a positive integer");
    assertThat(ask("numbers.range", "'a', 2"))
        .isEqualTo("eval_type_error: operand 1 must be integer but got string");
  }

  @Test
  void hugeRangesAreStoppedByTheBudgetBeforeTheyAreMade() {
    assertThat(ask("numbers.range", "0, 1e30")).startsWith("eval_limit_error");
  }

  @Test
  void worksOnBitsOfAnySize() {
    assertThat(ask("bits.and", "-1, 18446744073709551616")).isEqualTo("18446744073709551616");
    assertThat(ask("bits.or", "1, 6")).isEqualTo("7");
    assertThat(ask("bits.xor", "5, -1")).isEqualTo("-6");
    assertThat(ask("bits.negate", "0")).isEqualTo("-1");
    assertThat(ask("bits.rsh", "-5, 1")).isEqualTo("-3");
    assertThat(ask("bits.rsh", "5, 99999999999")).isEqualTo("0");
    assertThat(ask("bits.lsh", "1, 99999999999")).startsWith("eval_limit_error");
    assertThat(ask("bits.lsh", "1, 70000")).startsWith("eval_limit_error");
    assertThat(ask("bits.lsh", "'1', 1"))
        .isEqualTo("eval_type_error: operand 1 must be integer but got string");
  }

  @Test
  void comparesAcrossTypes() {
    assertThat(ask("lt", "null, false")).isEqualTo("true");
    assertThat(ask("lt", "true, -1")).isEqualTo("true");
    assertThat(ask("gt", "'', 1e300")).isEqualTo("true");
    assertThat(ask("lte", "[1, 2], [1, 2.0]")).isEqualTo("true");
    assertThat(ask("gte", "set(), {'a': 1}")).isEqualTo("true");
    assertThat(ask("equal", "{1: [2.0]}, {1.0: [2]}")).isEqualTo("true");
    assertThat(ask("neq", "1, '1'")).isEqualTo("true");
  }

  @Test
  void looksForMembers() {
    assertThat(ask("internal.member_2", "2, {'a': 2}")).isEqualTo("true");
    assertThat(ask("internal.member_2", "2, 'a2'")).isEqualTo("false");
    assertThat(ask("internal.member_3", "1, 'b', ['a', 'b']")).isEqualTo("true");
    assertThat(ask("internal.member_3", "1, 1, {1}")).isEqualTo("true");
    assertThat(ask("internal.member_3", "1, 2, {1, 2}")).isEqualTo("false");
  }

  @Test
  void makesNumbersOfTexts() {
    assertThat(ask("to_number", "'+5.50'")).isEqualTo("5.5");
    assertThat(ask("to_number", "'.5e1'")).isEqualTo("5");
    assertThat(ask("to_number", "''"))
        .isEqualTo("eval_builtin_error: strconv.ParseFloat: parsing '': invalid syntax");
    assertThat(ask("to_number", "'.'")).endsWith("invalid syntax");
    assertThat(ask("to_number", "'1e'")).endsWith("invalid syntax");
    assertThat(ask("to_number", "' 1'")).endsWith("invalid syntax");
    assertThat(ask("to_number", "'1e400'")).endsWith("value out of range");
    assertThat(ask("to_number", "'+Inf'"))
        .isEqualTo("eval_type_error: operand 1 must be valid number string but got string");
    assertThat(ask("to_number", "[]"))
        .isEqualTo(
            "eval_type_error: operand 1 must be one of {null, boolean, number, string} but got"
                + " array");
  }

  @Test
  void castsWhatIsOfTheTypeAlready() {
    assertThat(ask("cast_set", "[1, 1]")).isEqualTo("{1}");
    assertThat(ask("cast_array", "{2, 1}")).isEqualTo("[1, 2]");
    assertThat(ask("cast_string", "1"))
        .isEqualTo("eval_type_error: operand 1 must be string but got number");
    assertThat(ask("is_set", "set()")).isEqualTo("true");
    assertThat(ask("is_object", "[]")).isEqualTo("false");
  }
}
