// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Values as Rego writes them: JSON, and {@code {1, 2}} for sets, {@code set()} for the empty one.
 */
final class ValueText {
  /**
   * So many zeros at the end are written out: {@code 1e9999} must not cost what it seems to say.
   */
  private static final int MAX_ZEROS = 400;

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out;
  private final IntConsumer grown;

  private ValueText(StringBuilder out, IntConsumer grown) {
    this.out = out;
    this.grown = grown;
  }

  static String of(Value value) {
    return of(value, length -> {});
  }

  static String of(Value value, IntConsumer grown) {
    StringBuilder out = new StringBuilder();
    new ValueText(out, grown).append(value);
    return out.toString();
  }

  private void append(Value value) {
    grown.accept(out.length());
    switch (value) {
      case NullValue _ -> out.append("null");
      case BooleanValue b -> out.append(b.value());
      case NumberValue n -> out.append(number(n));
      case StringValue s -> quote(s.value(), out);
      case ArrayValue a -> list('[', a.elements(), ']');
      case ObjectValue o -> {
        out.append('{');
        for (int i = 0; i < o.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          append(o.keyAt(i));
          out.append(": ");
          append(o.valueAt(i));
        }
        out.append('}');
      }
      case SetValue s -> {
        if (s.size() == 0) {
          out.append("set()");
        } else {
          list('{', s.elements(), '}');
        }
      }
    }
  }

  private void list(char open, List<Value> elements, char close) {
    out.append(open);
    for (int i = 0; i < elements.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      append(elements.get(i));
    }
    out.append(close);
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
