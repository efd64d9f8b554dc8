// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values of any type, small enough to meet their equals often; by seed. */
final class GeneratedValues {
  private static final String[] TEXTS = {
    "",
    "a",
    "b",
    "aa",
    "é",
    "\ud83d\udeaa",
    "\uffff",
    "\u0000",
    "\"\\/\n",
    "<&>",
    "\u2028",
    "Aa",
    "BB"
  };
  private static final String[] NUMBERS = {
    "0",
    "-0.0",
    "1",
    "1.0",
    "10e-1",
    "-1",
    "0.1",
    "1e-9",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "1e30",
    "123456789012345678901234567890.5"
  };

  private final Random random;
  private final boolean jsonOnly;

  GeneratedValues(long seed, boolean jsonOnly) {
    this.random = new Random(seed);
    this.jsonOnly = jsonOnly;
  }

  Value next() {
    return next(3);
  }

  private Value next(int depth) {
    int kinds = depth == 0 ? 4 : jsonOnly ? 6 : 7;
    return switch (random.nextInt(kinds)) {
      case 0 -> NullValue.NULL;
      case 1 -> BooleanValue.of(random.nextBoolean());
      case 2 -> NumberValue.of(new BigDecimal(NUMBERS[random.nextInt(NUMBERS.length)]));
      case 3 -> text();
      case 4 -> ArrayValue.of(some(depth));
      case 5 -> object(depth);
      default -> SetValue.of(some(depth));
    };
  }

  private Value text() {
    return StringValue.of(TEXTS[random.nextInt(TEXTS.length)]);
  }

  private List<Value> some(int depth) {
    List<Value> values = new ArrayList<>();
    for (int left = random.nextInt(depth == 1 ? 12 : 4); left > 0; left--) {
      values.add(next(depth - 1));
    }
    return values;
  }

  private Value object(int depth) {
    ObjectValue.Builder members = ObjectValue.builder(0);
    for (int left = random.nextInt(12); left > 0; left--) {
      members.put(jsonOnly ? text() : next(depth - 1), next(depth - 1));
    }
    return members.build();
  }
}
