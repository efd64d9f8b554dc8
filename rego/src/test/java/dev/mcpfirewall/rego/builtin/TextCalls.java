// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TextCalls built-ins by name. */
public final class TextCalls {
  private static final long STEPS = 1_000_000;

  private TextCalls() {}

  /**
   * The answer to arguments that are an array of JSON with {@code '} for the quotes, again so:
   * {@code undefined}, or code and message of an error.
   */
  public static String answer(String name, String arguments) {
    ArrayValue array = (ArrayValue) Json.read(arguments.replace('\'', '"'));
    return answer(new FakeEvaluation(STEPS), name, array.elements()).replace('"', '\'');
  }

  /** The same, with values. */
  public static String answer(FakeEvaluation in, String name, List<Value> arguments) {
    try {
      return String.valueOf(call(in, name, arguments)).replace("null", "undefined");
    } catch (BuiltinError e) {
      return e.code() + ": " + e.getMessage();
    } catch (LimitExceeded e) {
      return "eval_limit_error: " + e.getMessage();
    } catch (RegoException e) {
      return e.errors().getFirst().headline();
    }
  }

  /** The answer; null where undefined. */
  public static @Nullable Value call(Evaluation in, String name, List<Value> arguments) {
    return switch (Builtins.all().find(name).orElseThrow().does()) {
      case Builtin.Of0 f -> f.call(in);
      case Builtin.Of1 f -> f.call(in, arguments.get(0));
      case Builtin.Of2 f -> f.call(in, arguments.get(0), arguments.get(1));
      case Builtin.Of3 f -> f.call(in, arguments.get(0), arguments.get(1), arguments.get(2));
      case Builtin.OfMany f -> f.call(in, arguments);
      case Builtin.Relation _ -> throw new IllegalArgumentException(name + " is a relation");
    };
  }
}
