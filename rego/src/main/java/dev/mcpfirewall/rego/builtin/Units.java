// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Amounts with units: {@code 10Ki}, {@code 1.5GB}, {@code 200m}. */
final class Units {
  private static final String PREFIXES = "kmgtpe";
  private static final int MAX_LENGTH = 10_000;
  private static final int MAX_EXPONENT_DIGITS = 6;

  /** As Go has it: the double that is next to it. */
  private static final BigDecimal MILLI =
      new BigDecimal("0.001000000000000000020816681711721685132943093776702880859375");

  private Units() {}

  static List<Builtin> list() {
    return List.of(
        new Builtin("units.parse", "(x: string) number", (Builtin.Of1) Units::parse),
        new Builtin("units.parse_bytes", "(x: string) number", (Builtin.Of1) Units::parseBytes));
  }

  /** A number and what follows it; either may be missing. */
  private record Amount(String number, String unit) {}

  private static Value parse(Evaluation in, Value a) {
    Amount amount = amount(Operand.string(a, 1).replace("\"", ""), "amount");
    String unit = amount.unit();
    if (unit.length() > 1) {
      unit = unit.charAt(0) + unit.substring(1).toLowerCase(Locale.ROOT);
    }
    BigDecimal factor = unit.equals("m") ? MILLI : factor(unit.toLowerCase(Locale.ROOT));
    if (factor.signum() == 0) {
      throw BuiltinError.failed("unit " + unit + " not recognized");
    }
    BigDecimal product = number(amount, "amount").multiply(factor).stripTrailingZeros();
    return value(
        product.scale() <= 0 || product.signum() == 0
            ? product
            : product.setScale(10, RoundingMode.HALF_UP));
  }

  private static Value parseBytes(Evaluation in, Value a) {
    String text = Operand.string(a, 1).toLowerCase(Locale.ROOT).replace("\"", "");
    Amount amount = amount(text, "byte amount");
    String unit = amount.unit();
    String plain =
        unit.length() > 1 && unit.endsWith("b") ? unit.substring(0, unit.length() - 1) : unit;
    BigDecimal factor = factor(plain);
    if (factor.signum() == 0) {
      throw BuiltinError.failed("byte unit " + unit + " not recognized");
    }
    return value(number(amount, "byte amount").multiply(factor).setScale(0, RoundingMode.DOWN));
  }

  /** 1000 or, with an {@code i}, 1024 to the power of the letter's place; zero for no unit. */
  private static BigDecimal factor(String unit) {
    if (unit.isEmpty()) {
      return BigDecimal.ONE;
    }
    int power = PREFIXES.indexOf(unit.charAt(0)) + 1;
    boolean two = unit.length() == 2 && unit.endsWith("i");
    return power == 0 || unit.length() > 1 && !two
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(two ? 1024 : 1000).pow(power);
  }

  private static Amount amount(String text, String what) {
    if (text.indexOf(' ') >= 0) {
      throw BuiltinError.failed("spaces not allowed in resource strings");
    }
    int end = numberEnd(text);
    if (end == 0) {
      throw BuiltinError.failed("no " + what + " provided");
    }
    return new Amount(text.substring(0, end), text.substring(end));
  }

  /** An e is part of the number where a digit or a sign follows, else a unit. */
  private static int numberEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'e' || c == 'E') {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : 'x';
        boolean sign = next == '+' || next == '-';
        if (!sign && !digit(next)) {
          return i;
        }
        i += sign ? 1 : 0;
        int digits = i + 1;
        while (digits < text.length() && digit(text.charAt(digits))) {
          digits++;
        }
        if (digits - i - 1 > MAX_EXPONENT_DIGITS) {
          throw new LimitExceeded("exponent too large");
        }
      } else if (!digit(c) && c != '.' && c != '+' && c != '-') {
        return i;
      }
    }
    return text.length();
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static BigDecimal number(Amount amount, String what) {
    String text = amount.number();
    if (text.length() > MAX_LENGTH) {
      throw new LimitExceeded(what + " longer than " + MAX_LENGTH + " characters");
    }
    BigDecimal value =
        decimal(text)
            .orElseThrow(() -> BuiltinError.failed("could not parse " + what + " to a number"));
    if ((long) value.precision() + Math.abs((long) value.scale()) > NumberValue.MAX_DIGITS) {
      throw new LimitExceeded("exponent too large");
    }
    return value;
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Value value(BigDecimal number) {
    try {
      return NumberValue.of(number);
    } catch (ArithmeticException e) {
      throw new LimitExceeded("exponent too large");
    }
  }
}
