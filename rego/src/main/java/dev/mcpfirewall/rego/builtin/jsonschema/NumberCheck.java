// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import dev.mcpfirewall.rego.value.NumberValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What schemas ask of numbers. */
record NumberCheck(SubSchema schema, NumberValue value, Place place, Outcome out) {
  /** As many digits of a bound are shown. */
  private static final MathContext SHOWN = new MathContext(10, RoundingMode.HALF_EVEN);

  void check() {
    BigDecimal number = value.decimal();
    if (schema.multipleOf != null && !isMultiple(number, schema.multipleOf)) {
      fail("multiple_of", "Must be a multiple of ", schema.multipleOf);
    }
    if (schema.maximum != null && number.compareTo(schema.maximum) > 0) {
      fail("number_lte", "Must be less than or equal to ", schema.maximum);
    }
    if (schema.exclusiveMaximum != null && number.compareTo(schema.exclusiveMaximum) >= 0) {
      fail("number_lt", "Must be less than ", schema.exclusiveMaximum);
    }
    if (schema.minimum != null && number.compareTo(schema.minimum) < 0) {
      fail("number_gte", "Must be greater than or equal to ", schema.minimum);
    }
    if (schema.exclusiveMinimum != null && number.compareTo(schema.exclusiveMinimum) <= 0) {
      fail("number_gt", "Must be greater than ", schema.exclusiveMinimum);
    }
    out.good();
  }

  private void fail(String type, String words, @Nullable BigDecimal bound) {
    out.fail(type, place, words + (bound == null ? "" : shown(bound)));
  }

  private static boolean isMultiple(BigDecimal number, BigDecimal of) {
    return number.remainder(of).signum() == 0;
  }

  /** Ten digits, with an exponent where it is large: {@code 1e+10}. */
  static String shown(BigDecimal bound) {
    BigDecimal rounded = bound.round(SHOWN);
    if (rounded.signum() == 0) {
      return "0";
    }
    rounded = rounded.stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 10) {
      return rounded.toPlainString();
    }
    String digits = rounded.unscaledValue().abs().toString();
    return (rounded.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
