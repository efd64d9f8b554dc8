// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code fmt.Sprintf}: verbs, flags, width and precision (also by {@code *}), indexes of
 * arguments, and its ways to complain inside the text ({@code %!d(string=x)}). Of one thread.
 *
 * <p>Arguments are {@code Long}, {@code BigInteger}, {@code Double}, {@code String}, {@code
 * Boolean}, {@link Named} or null.
 */
public final class Sprintf {
  /** A larger width or precision is none. */
  private static final int MAX_WIDTH = 1_000_000;

  /** A text that Go would hold in a type of another name than {@code string}. */
  public record Named(String type, String text) {}

  private final String format;
  private final List<? extends @Nullable Object> arguments;
  private final TextBuffer text;
  private final Printer printer;
  private int at;
  private int next;
  private boolean indexed;
  private boolean afterIndex;
  private boolean goodIndex;

  private Sprintf(String format, List<? extends @Nullable Object> arguments) {
    this.format = format;
    this.arguments = arguments;
    text = new TextBuffer(format.length() + 16 * arguments.size());
    printer = new Printer(text);
  }

  /**
   * The text that Go would make of a format and its arguments.
   *
   * @throws LimitExceeded where it gets too long
   */
  public static String format(String format, List<? extends @Nullable Object> arguments) {
    return new Sprintf(format, arguments).run();
  }

  private String run() {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        text.append(format, at, format.length());
        break;
      }
      text.append(format, at, percent);
      at = percent + 1;
      directive();
    }
    if (!indexed && next < arguments.size()) {
      extra();
    }
    return text.toString();
  }

  private void extra() {
    printer.clear();
    text.append("%!(EXTRA ");
    for (int i = next; i < arguments.size(); i++) {
      if (i > next) {
        text.append(", ");
      }
      Object argument = arguments.get(i);
      if (argument == null) {
        text.append("<nil>");
      } else {
        text.append(Printer.typeOf(argument)).append('=');
        printer.print(argument, 'v');
      }
    }
    text.append(')');
  }

  private void directive() {
    printer.clear();
    goodIndex = true;
    flags();
    index();
    width();
    precision();
    if (!afterIndex) {
      index();
    }
    if (at >= format.length()) {
      text.append("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    if (verb == '%') {
      text.append('%');
    } else if (!goodIndex) {
      text.append("%!").appendCodePoint(verb).append("(BADINDEX)");
    } else if (next >= arguments.size()) {
      text.append("%!").appendCodePoint(verb).append("(MISSING)");
    } else {
      printer.verbosely(verb == 'v');
      printer.print(arguments.get(next++), verb);
    }
  }

  private void flags() {
    while (at < format.length() && printer.flag(format.charAt(at))) {
      at++;
    }
  }

  private void width() {
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      int width = fromArgument();
      if (width == Integer.MIN_VALUE) {
        text.append("%!(BADWIDTH)");
      } else {
        printer.width(width);
      }
      afterIndex = false;
      return;
    }
    int width = number();
    if (width >= 0) {
      printer.width(width);
      goodIndex &= !afterIndex;
    }
  }

  private void precision() {
    if (at >= format.length() || format.charAt(at) != '.') {
      return;
    }
    at++;
    goodIndex &= !afterIndex;
    index();
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      int precision = fromArgument();
      if (precision < 0) {
        text.append("%!(BADPREC)");
      } else {
        printer.precision(precision);
      }
      afterIndex = false;
    } else {
      printer.precision(Math.max(number(), 0));
    }
  }

  /** The next argument as a width; the least integer where it is none. */
  private int fromArgument() {
    if (next >= arguments.size()) {
      return Integer.MIN_VALUE;
    }
    Object argument = arguments.get(next++);
    return argument instanceof Long n && Math.abs(n) <= MAX_WIDTH
        ? n.intValue()
        : Integer.MIN_VALUE;
  }

  /** Digits at the cursor; -1 where there are none. Where they are too many the text is over. */
  private int number() {
    int start = at;
    int number = 0;
    while (at < format.length() && digit(format.charAt(at))) {
      if (number > MAX_WIDTH) {
        at = format.length();
        return -1;
      }
      number = number * 10 + format.charAt(at++) - '0';
    }
    return at == start ? -1 : number;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /** {@code [3]}: the argument that comes next. */
  private void index() {
    afterIndex = false;
    if (at >= format.length() || format.charAt(at) != '[') {
      return;
    }
    indexed = true;
    int close = format.indexOf(']', at);
    if (close < 0) {
      goodIndex = false;
      at++;
      return;
    }
    int index = parse(format.substring(at + 1, close));
    at = close + 1;
    afterIndex = index >= 0;
    if (index >= 1 && index <= arguments.size()) {
      next = index - 1;
    } else {
      goodIndex = false;
    }
  }

  private static int parse(String digits) {
    return !digits.isEmpty() && digits.length() < 8 && digits.chars().allMatch(c -> digit((char) c))
        ? Math.min(Integer.parseInt(digits), MAX_WIDTH)
        : -1;
  }
}
