// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mcpfirewall.rego.Options;
import dev.mcpfirewall.rego.Rego;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Calls a built-in as a policy does, its errors strict. */
public final class PolicyCalls {
  private PolicyCalls() {}

  /** What a built-in answers; texts are strings, all else are values. */
  public static Value call(String name, Object... arguments) {
    Value input =
        ArrayValue.of(
            Stream.of(arguments)
                .map(a -> a instanceof String s ? StringValue.of(s) : (Value) a)
                .toList());
    String operands =
        IntStream.range(0, arguments.length)
            .mapToObj(i -> "input[" + i + "]")
            .collect(Collectors.joining(", "));
    return Rego.compile(List.of(), Options.DEFAULT.strictBuiltinErrors(true))
        .query(name + "(" + operands + ")")
        .value(input)
        .orElseThrow();
  }

  /** The first line of the error that a call ends with. */
  public static String error(String name, Object... arguments) {
    return catchThrowableOfType(RegoException.class, () -> call(name, arguments))
        .errors()
        .getFirst()
        .headline();
  }

  /** A value from JSON. */
  public static Value json(String text) {
    return Json.read(text);
  }

  /** A member of an answer, by a path of names and positions. */
  public static Value at(Value value, Object... path) {
    Value at = value;
    for (Object step : path) {
      at =
          step instanceof Integer index
              ? ((ArrayValue) at).get(index)
              : java.util.Objects.requireNonNull(
                  ((dev.mcpfirewall.rego.value.ObjectValue) at)
                      .find(StringValue.of(step.toString())),
                  step.toString());
    }
    return at;
  }
}
