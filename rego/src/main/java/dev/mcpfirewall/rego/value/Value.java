// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.util.function.IntConsumer;

/**
 * A Rego value: immutable, thread-safe, with equality by meaning ({@code 1} equals {@code 1.0}) and
 * OPA's order: null, booleans, numbers, strings, arrays, objects, sets; strings by code points,
 * arrays by elements, objects by their sorted keys and then values.
 */
public sealed interface Value extends Comparable<Value>
    permits NullValue, BooleanValue, NumberValue, StringValue, ArrayValue, ObjectValue, SetValue {

  /** As {@code type_name} answers: null, boolean, number, string, array, object or set. */
  String typeName();

  /** Whether an expression with this value holds: all but {@code false}. */
  default boolean truthy() {
    return this != BooleanValue.FALSE;
  }

  /**
   * How large it is: the values in it, keys and itself counted, each as often as it stands there;
   * strings and numbers weigh one more for every 16 characters or digits. What it costs to compare,
   * sort or write a value is about its weight, however few objects in memory it consists of. In a
   * view of JSON, strings, numbers and keys that stand twice weigh what they do as they are
   * written. Cheap: worked out once. At most {@link Integer#MAX_VALUE}.
   */
  default int weight() {
    return 1;
  }

  /**
   * As {@code toString}, telling before each value in it how many UTF-16 units there are so far: a
   * small value may hold another many times, so that its text is large.
   *
   * @param grown may throw, to end it
   */
  default String text(IntConsumer grown) {
    return ValueText.of(this, grown);
  }

  @Override
  default int compareTo(Value other) {
    return ValueOrder.compare(this, other);
  }
}
