// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.number;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** What type a value has, and making one type of another. */
public final class Types {
  private Types() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        is("is_array", ArrayValue.class),
        is("is_boolean", BooleanValue.class),
        is("is_null", NullValue.class),
        is("is_number", NumberValue.class),
        is("is_object", ObjectValue.class),
        is("is_set", SetValue.class),
        is("is_string", StringValue.class),
        new Builtin(
            "type_name", "(x: any) string", (Builtin.Of1) (in, a) -> StringValue.of(a.typeName())),
        new Builtin(
            "to_number",
            "(x: number | string | boolean | null) number",
            (Builtin.Of1) Types::toNumber),
        new Builtin("cast_array", "(x: any) array[any]", (Builtin.Of1) Types::toArray),
        new Builtin("cast_set", "(x: any) set[any]", (Builtin.Of1) Types::toSet),
        cast("cast_string", "string", "string", StringValue.class),
        cast("cast_boolean", "boolean", "boolean", BooleanValue.class),
        cast("cast_null", "null", "null", NullValue.class),
        cast("cast_object", "object[any: any]", "object", ObjectValue.class));
  }

  private static Builtin is(String name, Class<? extends Value> type) {
    return new Builtin(
        name, "(x: any) boolean", (Builtin.Of1) (in, a) -> BooleanValue.of(type.isInstance(a)));
  }

  private static Builtin cast(
      String name, String result, String wanted, Class<? extends Value> type) {
    return new Builtin(
        name,
        "(x: any) " + result,
        (Builtin.Of1)
            (in, a) -> {
              if (!type.isInstance(a)) {
                throw Operand.wrong(1, wanted, a);
              }
              return a;
            });
  }

  private static Value toArray(Evaluation in, Value a) {
    return switch (a) {
      case ArrayValue array -> array;
      case SetValue set -> ArrayValue.of(set.elements());
      case NullValue _, BooleanValue _, NumberValue _, StringValue _, ObjectValue _ ->
          throw Operand.wrong(1, "one of {array, set}", a);
    };
  }

  private static Value toSet(Evaluation in, Value a) {
    return switch (a) {
      case SetValue set -> set;
      case ArrayValue array -> SetValue.of(array.elements());
      case NullValue _, BooleanValue _, NumberValue _, StringValue _, ObjectValue _ ->
          throw Operand.wrong(1, "one of {array, set}", a);
    };
  }

  private static Value toNumber(Evaluation in, Value a) {
    return switch (a) {
      case NullValue _ -> NumberValue.ZERO;
      case BooleanValue b -> b.value() ? NumberValue.ONE : NumberValue.ZERO;
      case NumberValue n -> n;
      case StringValue s -> parse(s);
      case ArrayValue _, ObjectValue _, SetValue _ ->
          throw Operand.wrong(1, "one of {null, boolean, number, string}", a);
    };
  }

  private static NumberValue parse(StringValue string) {
    String text = string.value();
    int sign = 0;
    while (sign < text.length() && (text.charAt(sign) == '+' || text.charAt(sign) == '-')) {
      sign++;
    }
    switch (text.substring(sign).toLowerCase(Locale.ROOT)) {
      case "inf", "infinity", "nan" -> throw Operand.wrong(1, "valid number string", string);
      default -> {}
    }
    if (!decimal(text)) {
      throw unreadable(string, "invalid syntax");
    }
    if (text.length() > NumberValue.MAX_DIGITS) {
      throw new LimitExceeded("number of more than " + NumberValue.MAX_DIGITS + " characters");
    }
    try {
      BigDecimal number = new BigDecimal(text);
      if (Double.isInfinite(number.doubleValue())) {
        throw unreadable(string, "value out of range");
      }
      return NumberValue.of(number);
    } catch (NumberFormatException e) {
      throw unreadable(string, "value out of range");
    } catch (ArithmeticException e) {
      throw new LimitExceeded(String.valueOf(e.getMessage()));
    }
  }

  private static BuiltinError unreadable(StringValue string, String why) {
    return BuiltinError.failed("strconv.ParseFloat: parsing " + string + ": " + why);
  }

  /** A sign or none, digits with a point anywhere or none, an exponent or none. */
  private static boolean decimal(String text) {
    int at = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    int whole = digits(text, at);
    int end = whole;
    if (end < text.length() && text.charAt(end) == '.') {
      end = digits(text, end + 1);
    }
    if (whole == at && end <= whole + 1) {
      return false;
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int sign = end + 1;
      int exponent =
          sign < text.length() && (text.charAt(sign) == '+' || text.charAt(sign) == '-')
              ? sign + 1
              : sign;
      end = digits(text, exponent);
      if (end == exponent) {
        return false;
      }
    }
    return end == text.length();
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
