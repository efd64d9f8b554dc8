// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.builtin.text.Sprintf;
import dev.mcpfirewall.rego.builtin.text.Template;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Texts made of formats, and the trimming of them. */
final class Texts {
  private Texts() {}

  static List<Builtin> list() {
    return List.of(
        new Builtin(
            "sprintf", "(format: string, values: array[any]) string", (Builtin.Of2) Texts::sprintf),
        new Builtin(
            "strings.render_template",
            "(value: string, vars: object[string: any]) string",
            (Builtin.Of2) Texts::render),
        trim("trim", "cutset", (text, set) -> right(left(text, set), set)),
        trim("trim_left", "cutset", Texts::left),
        trim("trim_right", "cutset", Texts::right),
        trim("trim_prefix", "prefix", Texts::withoutPrefix),
        trim("trim_suffix", "suffix", Texts::withoutSuffix),
        new Builtin("trim_space", "(value: string) string", (Builtin.Of1) Texts::trimSpace));
  }

  /** Runs what makes a text. */
  static Value bounded(Evaluation in, Supplier<String> work) {
    String text = work.get();
    in.spend(1 + text.length() / 64);
    return StringValue.of(text);
  }

  private static Value sprintf(Evaluation in, Value a, Value b) {
    String format = Operand.string(a, 1);
    ArrayValue values = Operand.array(b, 2);
    if (values.size() == 1
        && format.equals("%d")
        && values.get(0) instanceof NumberValue n
        && n.isLong()) {
      return StringValue.of(Long.toString(n.longValue()));
    }
    return bounded(
        in,
        () -> {
          List<Object> arguments = new ArrayList<>(values.size());
          ManyTexts texts = new ManyTexts(in);
          for (int i = 0; i < values.size(); i++) {
            arguments.add(argument(texts, values.get(i)));
          }
          return Sprintf.format(format, arguments);
        });
  }

  /** As Go gets it: numbers and strings as they are, the rest as Rego writes it. */
  private static Object argument(ManyTexts texts, Value value) {
    return switch (value) {
      case StringValue s -> s.value();
      case NumberValue n -> number(n);
      default -> texts.of(value);
    };
  }

  private static Object number(NumberValue number) {
    if (number.isLong()) {
      return number.longValue();
    }
    double real = number.doubleValue();
    if (Double.isInfinite(real) && number.decimal().scale() < -15) {
      BigDecimal decimal = number.decimal();
      return decimal.unscaledValue() + "e" + -decimal.scale();
    }
    return number.isInteger()
        ? number.decimal().toBigInteger()
        : Double.isInfinite(real) ? number.toString() : (Object) real;
  }

  private static Value render(Evaluation in, Value a, Value b) {
    String template = Operand.string(a, 1);
    ObjectValue variables = Operand.object(b, 2);
    in.spend(1 + template.length() / 16);
    return bounded(
        in,
        () -> {
          try {
            return Template.render(template, variables, in::spend);
          } catch (IllegalArgumentException e) {
            throw BuiltinError.failed(String.valueOf(e.getMessage()));
          }
        });
  }

  /** Cuts something off a text. */
  private interface Trim {
    String cut(String text, String what);
  }

  private static Builtin trim(String name, String what, Trim trim) {
    Builtin.Of2 does =
        (_, a, b) -> {
          String text = Operand.string(a, 1);
          String trimmed = trim.cut(text, Operand.string(b, 2));
          return trimmed.length() == text.length() ? a : StringValue.of(trimmed);
        };
    return new Builtin(name, "(value: string, " + what + ": string) string", does);
  }

  private static String left(String text, String set) {
    int from = 0;
    IntPredicate cut = members(set);
    while (from < text.length() && cut.test(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    return text.substring(from);
  }

  private static String right(String text, String set) {
    int to = text.length();
    IntPredicate cut = members(set);
    while (to > 0 && cut.test(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(0, to);
  }

  /** A long set is looked up, not searched: else trimming would be quadratic. */
  private static IntPredicate members(String set) {
    if (set.length() <= 32) {
      return c -> set.indexOf(c) >= 0;
    }
    BitSet members = new BitSet();
    set.codePoints().forEach(members::set);
    return members::get;
  }

  private static String withoutPrefix(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static String withoutSuffix(String text, String suffix) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }

  private static Value trimSpace(Evaluation in, Value a) {
    String text = Operand.string(a, 1);
    int from = 0;
    int to = text.length();
    while (from < to && space(text.charAt(from))) {
      from++;
    }
    while (to > from && space(text.charAt(to - 1))) {
      to--;
    }
    return to - from == text.length() ? a : StringValue.of(text.substring(from, to));
  }

  /** Unicode's White_Space, all in the basic plane. */
  private static boolean space(char c) {
    return c == ' ' || c >= '\t' && c <= '\r' || c == 0x85 || c == 0xa0 || spaceBeyondLatin(c);
  }

  private static boolean spaceBeyondLatin(char c) {
    return c == 0x1680
        || c >= 0x2000 && c <= 0x200a
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }
}
