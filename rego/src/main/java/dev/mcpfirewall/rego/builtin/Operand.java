// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;

/**
 * What a built-in asks of its operands; positions count from 1. All throw {@link BuiltinError#type}
 * with OPA's words.
 */
public final class Operand {
  private Operand() {}

  /** A string. */
  public static String string(Value value, int position) {
    if (value instanceof StringValue s) {
      return s.value();
    }
    throw wrong(position, "string", value);
  }

  /** A number. */
  public static NumberValue number(Value value, int position) {
    if (value instanceof NumberValue n) {
      return n;
    }
    throw wrong(position, "number", value);
  }

  /** An integer that an {@code int} holds; larger ones are clamped. */
  public static int integer(Value value, int position) {
    NumberValue number = number(value, position);
    if (!number.isInteger()) {
      throw BuiltinError.type(
          "operand " + position + " must be integer number but got floating-point number");
    }
    return number.isLong()
        ? Math.clamp(number.longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE)
        : number.decimal().signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
  }

  /** A boolean. */
  public static boolean bool(Value value, int position) {
    if (value instanceof BooleanValue b) {
      return b.value();
    }
    throw wrong(position, "boolean", value);
  }

  /** An array. */
  public static ArrayValue array(Value value, int position) {
    if (value instanceof ArrayValue a) {
      return a;
    }
    throw wrong(position, "array", value);
  }

  /** An object. */
  public static ObjectValue object(Value value, int position) {
    if (value instanceof ObjectValue o) {
      return o;
    }
    throw wrong(position, "object", value);
  }

  /** A set. */
  public static SetValue set(Value value, int position) {
    if (value instanceof SetValue s) {
      return s;
    }
    throw wrong(position, "set", value);
  }

  /**
   * {@code operand 2 must be array but got number}; several types are written {@code one of {array,
   * set}}.
   */
  public static BuiltinError wrong(int position, String wanted, Value got) {
    return BuiltinError.type(
        "operand " + position + " must be " + wanted + " but got " + got.typeName());
  }
}
