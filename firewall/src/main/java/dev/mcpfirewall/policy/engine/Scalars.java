// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Scalars as receivers take them, who often make a number of a text, or a text of a number. */
final class Scalars {
  private static final int LONGEST_NUMBER = 100;
  private static final NumberValue LARGEST = NumberValue.of(BigDecimal.TEN.pow(10_000));

  private Scalars() {}

  /** The text of a string, number, boolean or null; nothing for a list or an object. */
  static Optional<String> text(Value value) {
    return switch (value) {
      case StringValue s -> Optional.of(s.value());
      case NumberValue n -> Optional.of(n.toString());
      case BooleanValue b -> Optional.of(String.valueOf(b.value()));
      case NullValue n -> Optional.of("null");
      default -> Optional.empty();
    };
  }

  /** A number, or a text that readers of numbers take for one. */
  static Optional<NumberValue> number(Value value) {
    return switch (value) {
      case NumberValue n -> Optional.of(n);
      case StringValue s -> parsed(s.value());
      default -> Optional.empty();
    };
  }

  private static Optional<NumberValue> parsed(String text) {
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .strip()
            .replace("_", "")
            .toLowerCase(Locale.ROOT);
    boolean minus = plain.startsWith("-") || plain.startsWith("\u2212");
    String digits = minus || plain.startsWith("+") ? plain.substring(1) : plain;
    Optional<NumberValue> number = unsigned(digits);
    return minus ? number.map(n -> NumberValue.of(n.decimal().negate())) : number;
  }

  private static Optional<NumberValue> unsigned(String digits) {
    if (digits.equals("inf") || digits.equals("infinity")) {
      return Optional.of(LARGEST);
    }
    if (digits.isEmpty() || !(isDigit(digits.charAt(0)) || digits.charAt(0) == '.')) {
      return Optional.empty();
    }
    try {
      int radix =
          digits.startsWith("0x")
              ? 16
              : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
      return Optional.of(
          NumberValue.of(
              radix == 10
                  ? new BigDecimal(digits)
                  : new BigDecimal(new BigInteger(digits.substring(2), radix))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    } catch (ArithmeticException tooLarge) {
      return Optional.of(digits.contains("e-") ? NumberValue.ZERO : LARGEST);
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
