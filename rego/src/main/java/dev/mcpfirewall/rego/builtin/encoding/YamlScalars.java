// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.encoding;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What a plain scalar means: as YAML 1.1 has it and the Go library that OPA uses. */
final class YamlScalars {
  private static final BigInteger MIN = BigInteger.ONE.shiftLeft(63).negate();
  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private YamlScalars() {}

  static Value resolve(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NullValue.NULL;
      case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" ->
          BooleanValue.TRUE;
      case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" ->
          BooleanValue.FALSE;
      case ".nan", ".NaN", ".NAN" -> throw unsupported("NaN");
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> throw unsupported("+Inf");
      case "-.inf", "-.Inf", "-.INF" -> throw unsupported("-Inf");
      default -> {
        Value number = number(text);
        yield number == null ? StringValue.of(text) : number;
      }
    };
  }

  private static BuiltinError unsupported(String number) {
    return BuiltinError.failed("json: unsupported value: " + number);
  }

  private static @Nullable NumberValue number(String text) {
    char first = text.charAt(0);
    if (first != '+' && first != '-' && first != '.' && !digit(first)) {
      return null;
    }
    String plain = text.replace("_", "");
    NumberValue integer = integer(plain);
    return integer != null ? integer : decimal(plain) ? fraction(plain) : null;
  }

  private static @Nullable NumberValue integer(String plain) {
    boolean minus = plain.startsWith("-");
    String digits = minus || plain.startsWith("+") ? plain.substring(1) : plain;
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      radix =
          switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
          };
      boolean named = radix != 8 || digits.charAt(1) == 'o' || digits.charAt(1) == 'O';
      digits = digits.substring(named ? 2 : 1);
    }
    // No integer of 64 bits is longer; what is longer is a fraction's business.
    if (digits.isEmpty() || digits.length() > 64 || !all(digits, radix)) {
      return null;
    }
    BigInteger value = new BigInteger(minus ? "-" + digits : digits, radix);
    return value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0
        ? null
        : NumberValue.of(new BigDecimal(value));
  }

  private static boolean all(String digits, int radix) {
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c >= 0x80 || Character.digit(c, radix) < 0) {
        return false;
      }
    }
    return true;
  }

  /** A sign, digits around a point, an exponent. */
  private static boolean decimal(String text) {
    int at = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    int whole = digits(text, at);
    int end = whole;
    if (end < text.length() && text.charAt(end) == '.') {
      end = digits(text, end + 1);
      if (whole == at && end == whole + 1) {
        return false;
      }
    } else if (whole == at) {
      return false;
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int from = end + 1;
      if (from < text.length() && (text.charAt(from) == '+' || text.charAt(from) == '-')) {
        from++;
      }
      end = digits(text, from);
      if (end == from) {
        return false;
      }
    }
    return end == text.length();
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && digit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Through a double, as there. */
  private static @Nullable NumberValue fraction(String text) {
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? null : NumberValue.of(BigDecimal.valueOf(value));
  }
}
