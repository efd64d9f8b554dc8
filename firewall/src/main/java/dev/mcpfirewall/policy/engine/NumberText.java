// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.policy.place.Names;
import dev.mcpfirewall.rego.value.NumberValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Texts as numbers: digits of any script, padded with zeros or blanks, grouped, with a currency in
 * front or a unit behind. Linear.
 */
final class NumberText {
  /** More digits before the point or behind it say no more than that it is huge, or tiny. */
  private static final int MOST_DIGITS = 400;

  private static final int LONGEST_EXPONENT = 6;

  /** A currency, a sign: what some receivers skip. Behind letters no number begins. */
  private static final int LONGEST_PREFIX = 4;

  private static final NumberValue LARGEST = NumberValue.of(BigDecimal.TEN.pow(10_000));

  private final String text;
  private int at;

  private NumberText(String text) {
    this.text = text;
  }

  /** The number that the text is, but for space around it; none where readers differ. */
  static Optional<NumberValue> strictly(String written) {
    if (!mayBegin(written)) {
      return Optional.empty();
    }
    String text = plain(written).replace("_", "");
    boolean minus = text.startsWith("-");
    String digits = minus || text.startsWith("+") ? text.substring(1) : text;
    if (digits.equals("inf") || digits.equals("infinity")) {
      return Optional.of(signed(LARGEST, minus));
    }
    Optional<NumberValue> radix = radix(digits);
    if (radix.isPresent()) {
      return radix.map(number -> signed(number, minus));
    }
    NumberText reader = new NumberText(digits);
    Optional<NumberValue> number = reader.decimal(".");
    return reader.at == digits.length() ? number.map(n -> signed(n, minus)) : Optional.empty();
  }

  /** Every number that the text may be read as. */
  static List<NumberValue> loosely(String written) {
    List<NumberValue> all = new ArrayList<>(4);
    strictly(written).ifPresent(all::add);
    if (all.isEmpty() && mayBegin(written)) {
      String text = plain(written);
      int start = 0;
      while (start < text.length() && start <= LONGEST_PREFIX && isSign(text.charAt(start))) {
        start++;
      }
      if (start < text.length() && isDigit(text.charAt(start))) {
        boolean minus = text.substring(0, start).indexOf('-') >= 0;
        boolean point = start > 0 && text.charAt(start - 1) == '.';
        readings(text.substring(point ? start - 1 : start), minus, all);
      }
    }
    return all;
  }

  /** As far as the digits go; with either sign as the point, and the others between groups. */
  private static void readings(String text, boolean minus, List<NumberValue> all) {
    radix(text).ifPresent(number -> all.add(signed(number, minus)));
    int end = 0;
    while (end < text.length() && (isDigit(text.charAt(end)) || isGrouping(text, end))) {
      end++;
    }
    String run = text.substring(0, end);
    String rest = text.substring(end);
    for (String each :
        List.of(
            text,
            ungrouped(run, ".,") + rest,
            ungrouped(run, ".") + rest,
            ungrouped(run, ",").replace(',', '.') + rest)) {
      new NumberText(each).decimal(".").ifPresent(number -> all.add(signed(number, minus)));
    }
  }

  private static boolean isSign(char c) {
    return !Character.isLetterOrDigit(c);
  }

  private static boolean isGrouping(String text, int at) {
    char c = text.charAt(at);
    boolean sign = c == '.' || c == ',' || c == ' ' || c == '_' || c == '\'' || c == '\u2019';
    return sign && at + 1 < text.length() && isDigit(text.charAt(at + 1));
  }

  private static String ungrouped(String run, String points) {
    StringBuilder out = new StringBuilder(run.length());
    for (int i = 0; i < run.length(); i++) {
      char c = run.charAt(i);
      if (isDigit(c) || (c == '.' || c == ',') && points.indexOf(c) < 0) {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Most texts are none, and are told by their beginning. */
  private static boolean mayBegin(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) <= ' ') {
      start++;
    }
    int end = Math.min(text.length(), start + 1 + LONGEST_PREFIX);
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (isDigit(c) || c >= 0x80 || (c | 0x20) == 'i') {
        return true;
      }
    }
    return false;
  }

  /** Nothing invisible, small letters, digits of all scripts as ours. */
  private static String plain(String written) {
    String folded = Names.fold(written);
    StringBuilder out = new StringBuilder(folded.length());
    folded
        .codePoints()
        .forEach(c -> {
          int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
          out.appendCodePoint(digit >= 0 ? '0' + digit : c == 0x2212 ? '-' : separator(c));
        });
    return out.toString().strip();
  }

  /** The signs of Arabic numbers. */
  private static int separator(int c) {
    return switch (c) {
      case 0x066B -> '.';
      case 0x066C -> ',';
      default -> c;
    };
  }

  private static Optional<NumberValue> radix(String digits) {
    int radix =
        digits.startsWith("0x")
            ? 16
            : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
    if (radix == 10) {
      return Optional.empty();
    }
    int start = 2;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    int end = start;
    while (end < digits.length() && isDigit(digits.charAt(end), radix)) {
      end++;
    }
    if (end == start || end < digits.length()) {
      return Optional.empty();
    }
    return Optional.of(
        end - start > MOST_DIGITS
            ? LARGEST
            : NumberValue.of(new BigDecimal(new BigInteger(digits.substring(start, end), radix))));
  }

  private static boolean isDigit(char c, int radix) {
    return c < 0x80 && Character.digit(c, radix) >= 0;
  }

  /** A decimal number from the start of the text on, {@code at} then behind it. */
  private Optional<NumberValue> decimal(String point) {
    int start = at;
    String whole = digits();
    String part = "";
    if (at < text.length() && point.indexOf(text.charAt(at)) >= 0) {
      at++;
      part = digits();
    }
    if (whole.isEmpty() && part.isEmpty()) {
      at = start;
      return Optional.empty();
    }
    return Optional.of(number(whole, part, exponent()));
  }

  private String digits() {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private long exponent() {
    int sign = at + 1;
    if (at >= text.length() || text.charAt(at) != 'e') {
      return 0;
    }
    boolean minus = sign < text.length() && text.charAt(sign) == '-';
    int first = minus || sign < text.length() && text.charAt(sign) == '+' ? sign + 1 : sign;
    if (first >= text.length() || !isDigit(text.charAt(first))) {
      return 0;
    }
    at = first;
    String digits = withoutZeros(digits());
    long value =
        digits.length() > LONGEST_EXPONENT
            ? (long) Math.pow(10, LONGEST_EXPONENT)
            : digits.isEmpty() ? 0 : Long.parseLong(digits);
    return minus ? -value : value;
  }

  private static NumberValue number(String whole, String part, long exponent) {
    String digits = withoutZeros(whole + part);
    if (digits.isEmpty()) {
      return NumberValue.ZERO;
    }
    long before = digits.length() - part.length() + exponent;
    if (before > MOST_DIGITS) {
      return before > 10_000 ? LARGEST : NumberValue.of(BigDecimal.TEN.pow((int) before - 1));
    }
    if (before < -MOST_DIGITS) {
      return NumberValue.ZERO;
    }
    String kept = digits.substring(0, Math.min(digits.length(), 2 * MOST_DIGITS));
    long scale = kept.length() - before;
    return NumberValue.of(new BigDecimal(new BigInteger(kept), (int) scale));
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static NumberValue signed(NumberValue number, boolean minus) {
    return minus ? NumberValue.of(number.decimal().negate()) : number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
