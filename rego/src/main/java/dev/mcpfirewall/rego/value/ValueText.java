// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.math.BigDecimal;

/**
 * Values as Rego writes them: JSON, and {@code {1, 2}} for sets, {@code set()} for the empty one.
 */
final class ValueText {
  /**
   * So many zeros at the end are written out: {@code 1e9999} must not cost what it seems to say.
   */
  private static final int MAX_ZEROS = 400;

  private static final String HEX = "0123456789abcdef";

  private ValueText() {}

  static String of(Value value) {
    StringBuilder out = new StringBuilder();
    append(value, out);
    return out.toString();
  }

  private static void append(Value value, StringBuilder out) {
    switch (value) {
      case NullValue _ -> out.append("null");
      case BooleanValue b -> out.append(b.value());
      case NumberValue n -> out.append(number(n));
      case StringValue s -> quote(s.value(), out);
      case ArrayValue a -> {
        out.append('[');
        for (int i = 0; i < a.size(); i++) {
          append(a.get(i), i == 0 ? out : out.append(", "));
        }
        out.append(']');
      }
      case ObjectValue o -> {
        out.append('{');
        for (int i = 0; i < o.size(); i++) {
          append(o.keyAt(i), i == 0 ? out : out.append(", "));
          append(o.valueAt(i), out.append(": "));
        }
        out.append('}');
      }
      case SetValue s -> set(s, out);
    }
  }

  private static void set(SetValue set, StringBuilder out) {
    if (set.size() == 0) {
      out.append("set()");
      return;
    }
    out.append('{');
    for (int i = 0; i < set.size(); i++) {
      append(set.at(i), i == 0 ? out : out.append(", "));
    }
    out.append('}');
  }

  static String number(NumberValue number) {
    if (number.isLong()) {
      return Long.toString(number.longValue());
    }
    BigDecimal decimal = number.decimal();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (number.isInteger() ? -decimal.scale() <= MAX_ZEROS : exponent >= -7) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    return (decimal.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7f) {
            out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
