// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Go prints for these, from its documentation and its source. */
class SprintfTest {
  private static final BigInteger BIG = new BigInteger("123456789123456789123");

  @Test
  void printsIntegers() {
    prints("5", "%d", 5L);
    prints("  -05|", "%5.2d|", -5L);
    prints("-0005", "%05d", -5L);
    prints("5    |", "%-5d|", 5L);
    prints("5    |", "%-05d|", 5L);
    prints("+5", "%+d", 5L);
    prints(" 5", "% d", 5L);
    prints(
        "101 ff FF 0xff 0b101 017 0o17",
        "%b %x %X %#x %#b %#o %O",
        5L,
        255L,
        255L,
        255L,
        5L,
        15L,
        15L);
    prints("A '\\n' U+0041 U+1F600 '😀'", "%c %q %U %#U", 65L, 10L, 65L, 0x1f600L);
    prints("-9223372036854775808", "%d", Long.MIN_VALUE);
    prints("    |", "%4.0d|", 0L);
    prints("int", "%T", 5L);
  }

  @Test
  void printsBigIntegers() {
    prints(BIG.toString(), "%d", BIG);
    prints(BIG.toString(), "%s", BIG);
    prints("0x6b14e9f9b0df36a83", "%#x", BIG);
    prints("  123456789123456789123", "%23d", BIG);
    prints("00123456789123456789123", "%023v", BIG);
    prints("-123456789123456789123  |", "%-24d|", BIG.negate());
    prints("%!f(big.Int=123456789123456789123)", "%f", BIG);
    prints("*big.Int", "%T", BIG);
  }

  @Test
  void printsReals() {
    prints("3.14", "%v", 3.14);
    prints("1e-07", "%v", 1e-7);
    prints("1.5e+06", "%v", 1500000.0);
    prints("123456.7", "%v", 123456.7);
    prints("3.14", "%.2f", 3.1415);
    prints("0.12 0.38", "%.2f %.2f", 0.125, 0.375);
    prints("3.141500e+00", "%e", 3.1415);
    prints("3.14E+00", "%.2E", 3.1415);
    prints("   3.1|003.1|3.1  |", "%6.1f|%05.1f|%-5.1f|", 3.1415, 3.1415, 3.1415);
    prints("+3.5 -03.5", "%+g %05.1f", 3.5, -3.5);
    prints("3.50000", "%#g", 3.5);
    prints("0x1.cp+01 7881299347898368p-51", "%x %b", 3.5, 3.5);
    prints("%!d(float64=3.5)", "%d", 3.5);
    prints("5e-324", "%v", Double.MIN_VALUE);
  }

  @Test
  void printsStrings() {
    prints("  abc|abc  |00abc|ab", "%5s|%-5s|%05s|%.2s", "abc", "abc", "abc", "abc");
    prints("\"a\\\"\\n\\u00a0é\" `a\"`", "%q %#q", "a\"\n\u00a0é", "a\"");
    prints("\"\\u00e9\\U0001f600\"", "%+q", "é😀");
    prints("c3a9 C3 A9 0xc3a9", "%x % X %#x", "é", "é", "é");
    prints("  é|", "%3s|", "é");
    prints("%!d(string=x)", "%d", "x");
    prints("%!t(string=true)", "%t", "true");
    prints("\"x\"", "%#v", "x");
  }

  @Test
  void complainsInTheText() {
    prints("%!d(MISSING)", "%d");
    prints("%!v(MISSING)", "%v");
    prints("a%!(EXTRA int=1, string=b)", "a", 1L, "b");
    prints("%!(NOVERB)", "%");
    prints("%!z(int=5)", "%z", 5L);
    prints("100%", "100%%");
    prints("%!(BADWIDTH)5", "%*d", "x", 5L);
    prints("%!(BADPREC)5", "%.*d", "x", 5L);
    prints("%!d(BADINDEX)", "%[9]d", 5L);
    prints("%!d(BADINDEX)", "%[x]d", 5L);
    prints("%!(NOVERB)%!(EXTRA int=1)", "%99999999d", 1L);
    prints("%!p(int=5)", "%p", 5L);
  }

  @Test
  void picksArguments() {
    prints("2 1", "%[2]d %[1]d", 1L, 2L);
    prints("5 5", "%[1]d %[1]d", 5L);
    prints("   5", "%*d", 4L, 5L);
    prints("5   |", "%*d|", -4L, 5L);
    prints(" 3.14", "%[3]*.[2]*[1]f", 3.14159, 2L, 5L);
    prints("%!d(BADINDEX)", "%[1]2d", 5L);
  }

  private static void prints(String expected, String format, Object... arguments) {
    assertThat(Sprintf.format(format, Arrays.asList(arguments))).isEqualTo(expected);
  }

  @Test
  void endsWhereItGetsTooLong() {
    List<Object> none = List.of();

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> Sprintf.format("%1000000d".repeat(20), java.util.Collections.nCopies(20, 1L)))
        .isInstanceOf(LimitExceeded.class);
    assertThat(Sprintf.format("", none)).isEmpty();
  }
}
