// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Many strings against many. */
final class StringSearch {
  private StringSearch() {}

  /** Whether any string of the first operand starts, or ends, with any of the second. */
  static Value any(Evaluation in, Value search, Value base, boolean ends) {
    List<String> texts = strings(in, search, 1);
    List<String> parts = strings(in, base, 2);
    if ((long) texts.size() * parts.size() <= 64) {
      return BooleanValue.of(
          texts.stream()
              .anyMatch(t -> parts.stream().anyMatch(p -> ends ? t.endsWith(p) : t.startsWith(p))));
    }
    TreeSet<String> sorted = new TreeSet<>();
    texts.forEach(text -> sorted.add(ends ? reversed(text) : text));
    for (String part : parts) {
      String prefix = ends ? reversed(part) : part;
      String candidate = sorted.ceiling(prefix);
      if (candidate != null && candidate.startsWith(prefix)) {
        return BooleanValue.TRUE;
      }
    }
    return BooleanValue.FALSE;
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static List<String> strings(Evaluation in, Value operand, int position) {
    List<Value> elements =
        switch (operand) {
          case StringValue s -> List.of(s);
          case ArrayValue array -> array.elements();
          case SetValue set -> set.elements();
          default -> throw Operand.wrong(position, "one of {string, set, array}", operand);
        };
    List<String> strings = new ArrayList<>(elements.size());
    for (Value element : elements) {
      String text = element(element, operand, position);
      // To sort them takes a handful of looks at each.
      in.spend(1 + text.length() / 16);
      strings.add(text);
    }
    return strings;
  }

  /** The text of an element of an operand. */
  static String element(Value element, Value of, int position) {
    if (element instanceof StringValue s) {
      return s.value();
    }
    String all = of.typeName();
    throw BuiltinError.type(
        "operand "
            + position
            + " must be "
            + all
            + " of strings but got "
            + all
            + " containing "
            + element.typeName());
  }
}
