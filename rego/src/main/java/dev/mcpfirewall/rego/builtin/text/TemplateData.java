// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a template works on: {@code String}, {@code Boolean}, {@code Long} and {@code Double} of its
 * own, {@link NumberValue} for numbers of the data (Go keeps their text: each is true), arrays and
 * objects; null is nil.
 */
final class TemplateData {
  /** What an object has not. */
  static final Object MISSING =
      new Object() {
        @Override
        public String toString() {
          return "<undefined>";
        }
      };

  private TemplateData() {}

  static @Nullable Object of(Value value) {
    return switch (value) {
      case NullValue _ -> null;
      case BooleanValue b -> b.value();
      case StringValue s -> s.value();
      case NumberValue n -> n;
      case ArrayValue a -> a;
      case ObjectValue o -> o;
      case SetValue s -> ArrayValue.of(s.elements());
    };
  }

  static boolean truthy(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean b -> b;
      case Long n -> n != 0;
      case Double d -> d != 0;
      case String s -> !s.isEmpty();
      case ArrayValue a -> a.size() > 0;
      case ObjectValue o -> o.size() > 0;
      default -> value != MISSING;
    };
  }

  /** How often a range goes round. */
  static long size(@Nullable Object value) {
    return switch (value) {
      case ArrayValue a -> a.size();
      case ObjectValue o -> o.size();
      case Long n -> n;
      case null -> 0;
      default -> {
        if (value == MISSING) {
          yield 0;
        }
        throw new IllegalArgumentException("template: range can't iterate over " + printed(value));
      }
    };
  }

  static @Nullable Object element(@Nullable Object of, long index) {
    return switch (of) {
      case ArrayValue a -> of(a.get((int) index));
      case ObjectValue o -> of(o.valueAt((int) index));
      case null, default -> index;
    };
  }

  static Object key(@Nullable Object of, long index) {
    return of instanceof ObjectValue o ? printed(of(o.keyAt((int) index))) : (Object) index;
  }

  static String typeOf(Object value) {
    return switch (value) {
      case Boolean _ -> "bool";
      case Long _ -> "int";
      case Double _ -> "float64";
      case NumberValue _ -> "json.Number";
      case ArrayValue _ -> "[]interface {}";
      case ObjectValue _ -> "map[string]interface {}";
      default -> "string";
    };
  }

  /** As an action prints it. */
  static String printed(@Nullable Object value) {
    return switch (value) {
      case null -> "<no value>";
      case Double d -> GoFloat.format(d, 'g', GoFloat.SHORTEST);
      case Value v -> {
        TextBuffer out = new TextBuffer();
        go(v, out);
        yield out.toString();
      }
      default -> value.toString();
    };
  }

  /** As an argument of {@code printf}. */
  static @Nullable Object argument(@Nullable Object value) {
    return switch (value) {
      case Value v -> new Sprintf.Named(typeOf(v), printed(v));
      case null, default -> value == MISSING ? null : value;
    };
  }

  /** {@code [a b]} and {@code map[key:value]}. */
  private static void go(Value value, TextBuffer out) {
    switch (value) {
      case StringValue s -> out.append(s.value());
      case NullValue _ -> out.append("<nil>");
      case BooleanValue b -> out.append(b.toString());
      case NumberValue n -> out.append(n.toString());
      case SetValue s -> go(ArrayValue.of(s.elements()), out);
      case ArrayValue a -> {
        for (int i = 0; i < a.size(); i++) {
          go(a.get(i), out.append(i == 0 ? '[' : ' '));
        }
        out.append(a.size() == 0 ? "[]" : "]");
      }
      case ObjectValue o -> {
        out.append("map[");
        for (int i = 0; i < o.size(); i++) {
          go(o.keyAt(i), i == 0 ? out : out.append(' '));
          go(o.valueAt(i), out.append(':'));
        }
        out.append(']');
      }
    }
  }
}
