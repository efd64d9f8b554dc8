// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.policy.rule.Test.Literal;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Scalars as YAML 1.2's core schema reads them; what is quoted is text. */
final class Literals {
  private static final int LONGEST_NUMBER = 40;
  private static final int LARGEST_EXPONENT = 400;
  private static final String DECIMAL = "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?";

  private Literals() {}

  /**
   * The value of a scalar.
   *
   * @throws IllegalArgumentException if it is a number that JSON has not, or too large a one; the
   *     message says so to a person
   */
  static Literal of(Scalar scalar) {
    String text = scalar.text();
    if (scalar.isNull()) {
      return new Literal.Null();
    }
    if (!scalar.plain()) {
      return new Literal.Text(text);
    }
    return switch (text) {
      case "true", "True", "TRUE" -> new Literal.Bool(true);
      case "false", "False", "FALSE" -> new Literal.Bool(false);
      case ".inf", "-.inf", "+.inf", ".nan", ".Inf", "-.Inf", "+.Inf", ".NaN", ".NAN" ->
          throw new IllegalArgumentException("is no number of JSON; put text in quotes");
      default -> isNumber(text) ? new Literal.Numeric(number(text)) : new Literal.Text(text);
    };
  }

  private static boolean isNumber(String text) {
    return text.matches(DECIMAL) || text.matches("0x[0-9a-fA-F]+|0o[0-7]+");
  }

  /**
   * A number.
   *
   * @throws IllegalArgumentException if the text is none, or too large a one; the message says so
   */
  static BigDecimal number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      throw new IllegalArgumentException(
          "is too long for a number; put it in quotes if it is text");
    }
    if (!isNumber(text)) {
      throw new IllegalArgumentException("is no number; write one, as in `50`");
    }
    if (text.startsWith("0x")) {
      return new BigDecimal(new BigInteger(text.substring(2), 16));
    }
    if (text.startsWith("0o")) {
      return new BigDecimal(new BigInteger(text.substring(2), 8));
    }
    BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT
        || Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
      throw new IllegalArgumentException("is out of the range of numbers");
    }
    return number;
  }
}
