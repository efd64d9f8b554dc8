// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.collection;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.builtin.number.Arithmetic;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** One value out of many. */
public final class Aggregates {
  private Aggregates() {}

  /** The family. */
  public static List<Builtin> list() {
    String numbers = "(collection: set[number] | array[number]) number";
    String any = "(collection: set[any] | array[any]) any";
    return List.of(
        new Builtin(
            "count",
            "(collection: set[any] | array[any] | object[any: any] | string) number",
            (Builtin.Of1) Aggregates::count),
        new Builtin("sum", numbers, fold(NumberValue.ZERO, Arithmetic::sum)),
        new Builtin("product", numbers, fold(NumberValue.ONE, Arithmetic::product)),
        new Builtin("max", any, extreme(1)),
        new Builtin("min", any, extreme(-1)),
        new Builtin(
            "sort",
            "(collection: array[any] | set[any]) array[any]",
            (Builtin.Of1) Aggregates::sort),
        new Builtin("all", "(x: set[any] | array[any]) boolean", (Builtin.Of1) Aggregates::all),
        new Builtin("any", "(x: set[any] | array[any]) boolean", (Builtin.Of1) Aggregates::any));
  }

  private static Value count(Evaluation in, Value a) {
    return NumberValue.of(
        switch (a) {
          case ArrayValue array -> array.size();
          case ObjectValue object -> object.size();
          case SetValue set -> set.size();
          case StringValue string -> string.value().codePointCount(0, string.value().length());
          case NullValue _, BooleanValue _, NumberValue _ ->
              throw Operand.wrong(1, "one of {array, object, set, string}", a);
        });
  }

  private static Builtin.Of1 fold(NumberValue start, BinaryOperator<NumberValue> operator) {
    return (in, a) -> {
      List<Value> elements = elements(in, a, "one of {set, array}");
      NumberValue sum = start;
      for (Value element : elements) {
        if (!(element instanceof NumberValue number)) {
          throw BuiltinError.type(
              String.format(
                  "operand 1 must be %1$s of numbers but got %1$s containing %2$s",
                  a.typeName(), element.typeName()));
        }
        if (!number.isLong() || !sum.isLong()) {
          in.spend(1 + sum.work() + number.work());
        }
        sum = operator.apply(sum, number);
      }
      return sum;
    };
  }

  private static Builtin.Of1 extreme(int sign) {
    return (in, a) -> {
      @Nullable Value found = null;
      List<Value> elements = elements(in, a, "one of {set, array}");
      in.spend(a.weight());
      for (Value element : elements) {
        if (found == null || Integer.signum(element.compareTo(found)) == sign) {
          found = element;
        }
      }
      return found;
    };
  }

  private static Value sort(Evaluation in, Value a) {
    List<Value> elements = elements(in, a, "one of {set, array}");
    Value[] sorted = elements.toArray(Value[]::new);
    in.spend(a.weight());
    if (a instanceof ArrayValue) {
      Arrays.sort(sorted);
    }
    return ArrayValue.of(sorted);
  }

  private static Value all(Evaluation in, Value a) {
    for (Value element : elements(in, a, "one of {array, set}")) {
      if (!element.equals(BooleanValue.TRUE)) {
        return BooleanValue.FALSE;
      }
    }
    return BooleanValue.TRUE;
  }

  private static Value any(Evaluation in, Value a) {
    return BooleanValue.of(elements(in, a, "one of {array, set}").contains(BooleanValue.TRUE));
  }

  /** Of an array or a set; each costs a step. */
  private static List<Value> elements(Evaluation in, Value a, String wanted) {
    List<Value> elements =
        switch (a) {
          case ArrayValue array -> array.elements();
          case SetValue set -> set.elements();
          case NullValue _, BooleanValue _, NumberValue _, StringValue _, ObjectValue _ ->
              throw Operand.wrong(1, wanted, a);
        };
    in.spend(elements.size());
    return elements;
  }
}
