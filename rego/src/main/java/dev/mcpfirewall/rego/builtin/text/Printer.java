// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints one argument as its verb, the flags, the width and the precision say. Of one thread. */
final class Printer {
  private static final int NONE = -1;
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();

  private final TextBuffer out;
  private boolean sharp;
  private boolean zero;
  private boolean plus;
  private boolean minus;
  private boolean space;
  private boolean literal;
  private int width;
  private int precision;

  Printer(TextBuffer out) {
    this.out = out;
  }

  void clear() {
    sharp = false;
    zero = false;
    plus = false;
    minus = false;
    space = false;
    literal = false;
    width = NONE;
    precision = NONE;
  }

  /** Whether {@code c} is a flag; it is then set. */
  boolean flag(char c) {
    switch (c) {
      case '#' -> sharp = true;
      case '0' -> zero = true;
      case '+' -> plus = true;
      case '-' -> minus = true;
      case ' ' -> space = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A negative width is one to the left. */
  void width(int wanted) {
    minus |= wanted < 0;
    width = Math.abs(wanted);
  }

  void precision(int wanted) {
    precision = wanted;
  }

  /** {@code %#v} and {@code %+v} mean the form of the value, not the sign. */
  void verbosely(boolean verb) {
    if (verb) {
      literal = sharp;
      sharp = false;
      plus = false;
    }
  }

  static String typeOf(Object argument) {
    return switch (argument) {
      case Long _ -> "int";
      case BigInteger _ -> "*big.Int";
      case Double _ -> "float64";
      case Boolean _ -> "bool";
      case Sprintf.Named named -> named.type();
      default -> "string";
    };
  }

  void print(@Nullable Object argument, int verb) {
    if (argument == null) {
      if (verb == 'v' || verb == 'T') {
        padded("<nil>");
      } else {
        out.append("%!").appendCodePoint(verb).append("(<nil>)");
      }
      return;
    }
    if (verb == 'T') {
      truncated(typeOf(argument));
      return;
    }
    boolean known =
        switch (argument) {
          case Long n -> integer(n, verb);
          case BigInteger n -> big(n, verb);
          case Double d -> real(d, verb);
          case Boolean b -> truth(b, verb);
          case Sprintf.Named named -> string(named.text(), verb);
          default -> string(argument.toString(), verb);
        };
    if (!known) {
      out.append("%!").appendCodePoint(verb).append('(').append(typeOf(argument)).append('=');
      print(argument, 'v');
      out.append(')');
    }
  }

  private boolean truth(boolean value, int verb) {
    if (verb != 't' && verb != 'v') {
      return false;
    }
    padded(Boolean.toString(value));
    return true;
  }

  private boolean integer(long n, int verb) {
    switch (verb) {
      case 'v', 'd' -> integer(n, 10, verb);
      case 'b' -> integer(n, 2, verb);
      case 'o', 'O' -> integer(n, 8, verb);
      case 'x', 'X' -> integer(n, 16, verb);
      case 'c' -> padded(Character.toString(rune(n)));
      case 'q' -> padded(GoQuote.quoteRune(rune(n), plus));
      case 'U' -> unicode(n);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static int rune(long n) {
    return n < 0 || n > Character.MAX_CODE_POINT || n >= 0xd800 && n < 0xe000 ? 0xfffd : (int) n;
  }

  private void integer(long n, int base, int verb) {
    if (precision == 0 && n == 0) {
      out.fill(' ', width);
      return;
    }
    String sign = n < 0 ? "-" : plus ? "+" : space ? " " : "";
    String lower = Long.toUnsignedString(Math.abs(n), base);
    String digits = verb == 'X' ? lower.toUpperCase(Locale.ROOT) : lower;
    int wanted =
        precision != NONE ? precision : zero && !minus && width != NONE ? width - sign.length() : 0;
    int zeros = Math.max(wanted - digits.length(), 0);
    String prefix = prefix(verb, zeros == 0 && digits.startsWith("0"));
    boolean padWithZeros = zero;
    zero = false;
    int length = sign.length() + prefix.length() + zeros + digits.length();
    pad(length, () -> out.append(sign).append(prefix).fill('0', zeros), digits);
    zero = padWithZeros;
  }

  private String prefix(int verb, boolean leadingZero) {
    return switch (verb) {
      case 'O' -> "0o";
      case 'b' -> sharp ? "0b" : "";
      case 'o' -> sharp && !leadingZero ? "0" : "";
      case 'x' -> sharp ? "0x" : "";
      case 'X' -> sharp ? "0X" : "";
      default -> "";
    };
  }

  private void unicode(long n) {
    String hex = Long.toHexString(n).toUpperCase(Locale.ROOT);
    int zeros = Math.max(Math.max(precision, 4) - hex.length(), 0);
    int rune = rune(n);
    String tail =
        sharp && rune == n && GoQuote.printable(rune) ? " '" + Character.toString(rune) + "'" : "";
    boolean padWithZeros = zero;
    zero = false;
    pad(
        2 + zeros + hex.length() + tail.codePointCount(0, tail.length()),
        () -> out.append("U+").fill('0', zeros),
        hex + tail);
    zero = padWithZeros;
  }

  private boolean big(BigInteger n, int verb) {
    int base;
    switch (verb) {
      case 'b' -> base = 2;
      case 'o', 'O' -> base = 8;
      case 'd', 's', 'v' -> base = 10;
      case 'x', 'X' -> base = 16;
      default -> {
        out.append("%!").appendCodePoint(verb).append("(big.Int=").append(n.toString()).append(')');
        return true;
      }
    }
    String sign = n.signum() < 0 ? "-" : plus ? "+" : space ? " " : "";
    String lower = n.abs().toString(base);
    String digits = verb == 'X' ? lower.toUpperCase(Locale.ROOT) : lower;
    String prefix = prefix(verb, false);
    int zeros = Math.max(precision - digits.length(), 0);
    int missing = Math.max(width - sign.length() - prefix.length() - zeros - digits.length(), 0);
    boolean filled = !minus && zero && precision == NONE;
    out.fill(' ', minus || filled ? 0 : missing).append(sign).append(prefix);
    out.fill('0', filled ? missing : zeros).append(digits).fill(' ', minus ? missing : 0);
    return true;
  }

  private boolean real(double value, int verb) {
    char form;
    int decimals = GoFloat.SHORTEST;
    switch (verb) {
      case 'v' -> form = 'g';
      case 'b', 'g', 'G', 'x', 'X' -> form = (char) verb;
      case 'e', 'E', 'f' -> {
        form = (char) verb;
        decimals = 6;
      }
      case 'F' -> {
        form = 'f';
        decimals = 6;
      }
      default -> {
        return false;
      }
    }
    int wanted = precision == NONE ? decimals : precision;
    String number = GoFloat.format(value, form, wanted);
    boolean negative = number.startsWith("-");
    String digits = negative ? number.substring(1) : number;
    if (sharp && form != 'b') {
      digits = pointed(digits, form, wanted);
    }
    String sign = negative ? "-" : plus ? "+" : space ? " " : "";
    if (zero && !minus && !sign.isEmpty() && width > sign.length() + digits.length()) {
      out.append(sign).fill('0', width - sign.length() - digits.length()).append(digits);
    } else {
      padded(sign + digits);
    }
    return true;
  }

  /** {@code %#g} and the like: always with a point, and with the zeros that the precision asks. */
  private static String pointed(String number, char form, int precision) {
    int cut = number.length();
    for (int i = 0; i < number.length() && cut == number.length(); i++) {
      char c = number.charAt(i);
      cut = c == 'p' || c == 'P' || form != 'x' && form != 'X' && (c == 'e' || c == 'E') ? i : cut;
    }
    String digits = number.substring(0, cut);
    int missing = 0;
    if (form == 'g' || form == 'G' || form == 'x' || form == 'X') {
      missing = precision < 0 ? 6 : precision;
      String significant = digits.replace(".", "").replaceFirst("^0+", "");
      missing -= significant.length();
      missing -= digits.equals("0") ? 1 : 0;
    }
    return digits
        + (digits.indexOf('.') < 0 ? "." : "")
        + "0".repeat(Math.max(missing, 0))
        + number.substring(cut);
  }

  private boolean string(String text, int verb) {
    switch (verb) {
      case 'v' -> {
        if (literal) {
          padded(GoQuote.quote(text));
        } else {
          truncated(text);
        }
      }
      case 's' -> truncated(text);
      case 'q' -> {
        String cut = cut(text);
        padded(sharp && GoQuote.canBackquote(cut) ? "`" + cut + "`" : GoQuote.quote(cut, plus));
      }
      case 'x' -> hexadecimal(text, HexFormat.of());
      case 'X' -> hexadecimal(text, UPPER);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void hexadecimal(String text, HexFormat hex) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int count = precision == NONE ? bytes.length : Math.min(precision, bytes.length);
    String before = sharp ? hex == UPPER ? "0X" : "0x" : "";
    if (count == 0) {
      out.fill(zero && !minus ? '0' : ' ', width);
      return;
    }
    int length = space ? count * (2 + before.length()) + count - 1 : 2 * count + before.length();
    pad(
        length,
        () -> {
          for (int i = 0; i < count; i++) {
            if (space && i > 0) {
              out.append(' ');
            }
            out.append(space || i == 0 ? before : "").append(hex.toHexDigits(bytes[i]));
          }
        },
        "");
  }

  private String cut(String text) {
    return precision != NONE && precision < text.codePointCount(0, text.length())
        ? text.substring(0, text.offsetByCodePoints(0, precision))
        : text;
  }

  private void truncated(String text) {
    padded(cut(text));
  }

  private void padded(String text) {
    if (width == NONE) {
      out.append(text);
    } else {
      pad(text.codePointCount(0, text.length()), () -> {}, text);
    }
  }

  /** A first and a second part of {@code length} code points together, filled up to the width. */
  private void pad(int length, Runnable first, String second) {
    int missing = width - length;
    if (!minus) {
      out.fill(zero ? '0' : ' ', missing);
    }
    first.run();
    out.append(second);
    if (minus) {
      out.fill(' ', missing);
    }
  }
}
