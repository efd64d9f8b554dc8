// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.math.BigDecimal;

/** Weights, which are added up to {@link Integer#MAX_VALUE} and stay there. */
final class ValueWeight {
  /** So many characters or digits weigh as much as a value. */
  static final int TEXT = 16;

  private ValueWeight() {}

  /** The sum of two weights. */
  static int plus(int a, int b) {
    int sum = a + b;
    return sum < 0 ? Integer.MAX_VALUE : sum;
  }

  /** Whether it holds other values. */
  static boolean isComposite(Value value) {
    return switch (value) {
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> false;
      case ArrayValue _, ObjectValue _, SetValue _ -> true;
    };
  }

  static int ofText(int length) {
    return 1 + length / TEXT;
  }

  static int ofDigits(BigDecimal number) {
    return 1 + (number.precision() + Math.abs(number.scale())) / TEXT;
  }
}
