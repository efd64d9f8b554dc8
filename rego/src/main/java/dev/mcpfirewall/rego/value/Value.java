// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

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

  @Override
  default int compareTo(Value other) {
    return ValueOrder.compare(this, other);
  }
}
