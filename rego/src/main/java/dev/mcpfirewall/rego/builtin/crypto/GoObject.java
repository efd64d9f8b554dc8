// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import dev.mcpfirewall.rego.builtin.number.Arithmetic;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;

/** A structure as Go writes it in JSON: bytes in base64, empty lists as null. */
final class GoObject {
  private final ObjectValue.Builder members = ObjectValue.builder(16);

  GoObject with(String name, Value value) {
    members.put(StringValue.of(name), value);
    return this;
  }

  GoObject with(String name, String value) {
    return with(name, StringValue.of(value));
  }

  GoObject with(String name, boolean value) {
    return with(name, BooleanValue.of(value));
  }

  GoObject with(String name, long value) {
    return with(name, NumberValue.of(value));
  }

  GoObject with(String name, BigInteger value) {
    return with(name, Arithmetic.bounded(new BigDecimal(value)));
  }

  GoObject with(String name, byte[] value) {
    return with(name, bytes(value));
  }

  GoObject with(String name, List<? extends Value> values) {
    return with(name, values.isEmpty() ? NullValue.NULL : ArrayValue.of(values));
  }

  GoObject withTexts(String name, List<String> values) {
    return with(name, values.stream().map(StringValue::of).toList());
  }

  GoObject withNulls(String... names) {
    for (String name : names) {
      with(name, NullValue.NULL);
    }
    return this;
  }

  ObjectValue done() {
    return members.build();
  }

  static Value bytes(byte[] value) {
    return StringValue.of(Base64.getEncoder().encodeToString(value));
  }

  /** {@code [2, 5, 4, 3]}. */
  static Value numbers(String dotted) {
    return ArrayValue.of(
        java.util.Arrays.stream(dotted.split("\\.", -1))
            .map(n -> (Value) Arithmetic.bounded(new BigDecimal(n)))
            .toList());
  }
}
