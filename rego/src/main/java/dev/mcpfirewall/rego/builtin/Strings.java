// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.builtin.text.Needle;
import dev.mcpfirewall.rego.builtin.text.Replacements;
import dev.mcpfirewall.rego.builtin.text.TextBuffer;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Strings. Positions and lengths count code points. */
final class Strings {
  private static final String SOME = "string | set[string] | array[string]";

  private Strings() {}

  static List<Builtin> list() {
    return List.of(
        of2("contains", "(haystack: string, needle: string) boolean", Strings::contains),
        of2("startswith", "(search: string, base: string) boolean", Strings::startsWith),
        of2("endswith", "(search: string, base: string) boolean", Strings::endsWith),
        new Builtin("lower", "(x: string) string", (Builtin.Of1) Strings::lower),
        new Builtin("upper", "(x: string) string", (Builtin.Of1) Strings::upper),
        of2(
            "concat",
            "(delimiter: string, collection: set[string] | array[string]) string",
            Strings::concat),
        of2("split", "(x: string, delimiter: string) array[string]", Strings::split),
        of3("replace", "(x: string, old: string, new: string) string", Strings::replace),
        of2(
            "strings.replace_n",
            "(patterns: object[string: string], value: string) string",
            Strings::replaceAll),
        of3("substring", "(value: string, offset: number, length: number) string", Strings::part),
        of2("indexof", "(haystack: string, needle: string) number", Strings::indexOf),
        of2("indexof_n", "(haystack: string, needle: string) array[number]", Strings::indexesOf),
        of2("strings.count", "(search: string, substring: string) number", Strings::count),
        new Builtin("strings.reverse", "(x: string) string", (Builtin.Of1) Strings::reverse),
        of2("format_int", "(number: number, base: number) string", Strings::formatInt),
        of2(
            "strings.any_prefix_match",
            "(search: " + SOME + ", base: " + SOME + ") boolean",
            (in, a, b) -> StringSearch.any(in, a, b, false)),
        of2(
            "strings.any_suffix_match",
            "(search: " + SOME + ", base: " + SOME + ") boolean",
            (in, a, b) -> StringSearch.any(in, a, b, true)));
  }

  private static Builtin of2(String name, String signature, Builtin.Of2 does) {
    return new Builtin(name, signature, does);
  }

  private static Builtin of3(String name, String signature, Builtin.Of3 does) {
    return new Builtin(name, signature, does);
  }

  private static Value contains(Evaluation in, Value a, Value b) {
    String text = Operand.string(a, 1);
    String part = Operand.string(b, 2);
    return BooleanValue.of(
        part.length() <= 32 ? text.contains(part) : new Needle(part).in(text) >= 0);
  }

  private static Value startsWith(Evaluation in, Value a, Value b) {
    return BooleanValue.of(Operand.string(a, 1).startsWith(Operand.string(b, 2)));
  }

  private static Value endsWith(Evaluation in, Value a, Value b) {
    return BooleanValue.of(Operand.string(a, 1).endsWith(Operand.string(b, 2)));
  }

  /** Each character for itself, as Go does: no ß to SS, no language. */
  private static Value lower(Evaluation in, Value a) {
    String text = Operand.string(a, 1);
    return text.codePoints().allMatch(c -> Character.toLowerCase(c) == c)
        ? a
        : StringValue.of(mapped(text.codePoints().map(Character::toLowerCase).toArray()));
  }

  private static Value upper(Evaluation in, Value a) {
    String text = Operand.string(a, 1);
    return text.codePoints().allMatch(c -> Character.toUpperCase(c) == c)
        ? a
        : StringValue.of(mapped(text.codePoints().map(Character::toUpperCase).toArray()));
  }

  private static String mapped(int[] points) {
    return new String(points, 0, points.length);
  }

  private static Value concat(Evaluation in, Value a, Value b) {
    String delimiter = Operand.string(a, 1);
    List<Value> parts =
        switch (b) {
          case ArrayValue array -> array.elements();
          case SetValue set -> set.elements();
          default -> throw Operand.wrong(2, "one of {set, array}", b);
        };
    return Texts.bounded(
        in,
        () -> {
          TextBuffer out = new TextBuffer(16 * parts.size());
          for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? "" : delimiter).append(StringSearch.element(parts.get(i), b, 2));
          }
          return out.toString();
        });
  }

  private static Value split(Evaluation in, Value a, Value b) {
    String text = Operand.string(a, 1);
    String delimiter = Operand.string(b, 2);
    in.spend(1 + text.length() / 16);
    List<Value> parts = new ArrayList<>();
    if (delimiter.isEmpty()) {
      text.codePoints()
          .forEach(c -> {
            in.spend(1);
            parts.add(StringValue.of(Character.toString(c)));
          });
      return ArrayValue.of(parts);
    }
    int[] from = {0};
    new Needle(delimiter)
        .each(
            text,
            false,
            at -> {
              in.spend(1);
              parts.add(StringValue.of(text.substring(from[0], at)));
              from[0] = at + delimiter.length();
              return true;
            });
    parts.add(from[0] == 0 ? a : StringValue.of(text.substring(from[0])));
    return ArrayValue.of(parts);
  }

  private static Value replace(Evaluation in, Value a, Value b, Value c) {
    String text = Operand.string(a, 1);
    String old = Operand.string(b, 2);
    String with = Operand.string(c, 3);
    return Texts.bounded(
        in,
        () -> {
          if (old.isEmpty()) {
            Replacements all = new Replacements();
            all.put(old, with);
            return all.in(text, in::spend);
          }
          TextBuffer out = new TextBuffer(text.length());
          int[] from = {0};
          new Needle(old)
              .each(
                  text,
                  false,
                  at -> {
                    out.append(text, from[0], at).append(with);
                    from[0] = at + old.length();
                    return true;
                  });
          return out.append(text, from[0], text.length()).toString();
        });
  }

  private static Value replaceAll(Evaluation in, Value a, Value b) {
    ObjectValue patterns = Operand.object(a, 1);
    String text = Operand.string(b, 2);
    Replacements all = new Replacements();
    for (int i = 0; i < patterns.size(); i++) {
      if (!(patterns.keyAt(i) instanceof StringValue old)) {
        throw BuiltinError.type("operand 1 non-string key found in pattern object");
      }
      if (!(patterns.valueAt(i) instanceof StringValue with)) {
        throw BuiltinError.type("operand 1 non-string value found in pattern object");
      }
      in.spend(1 + old.value().length() / 8);
      all.put(old.value(), with.value());
    }
    return Texts.bounded(in, () -> all.in(text, in::spend));
  }

  private static Value part(Evaluation in, Value a, Value b, Value c) {
    String text = Operand.string(a, 1);
    int offset = Operand.integer(b, 2);
    int length = Operand.integer(c, 3);
    if (offset < 0) {
      throw BuiltinError.failed("negative offset");
    }
    int start = forward(text, 0, offset);
    int end = length < 0 ? text.length() : forward(text, start, length);
    return start == 0 && end == text.length() ? a : StringValue.of(text.substring(start, end));
  }

  /** The index some code points further on, at most the end. */
  private static int forward(String text, int from, int count) {
    if (count >= text.length() - from) {
      return text.length();
    }
    int at = from;
    for (int i = 0; i < count && at < text.length(); i++) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static Needle needle(Value value) {
    String needle = Operand.string(value, 2);
    if (needle.isEmpty()) {
      throw BuiltinError.failed("empty search character");
    }
    return new Needle(needle);
  }

  private static Value indexOf(Evaluation in, Value a, Value b) {
    String text = Operand.string(a, 1);
    int at = needle(b).in(text);
    return NumberValue.of(at < 0 ? -1 : text.codePointCount(0, at));
  }

  private static Value indexesOf(Evaluation in, Value a, Value b) {
    String text = Operand.string(a, 1);
    List<Value> all = new ArrayList<>();
    int[] passed = {0, 0};
    needle(b)
        .each(
            text,
            true,
            at -> {
              in.spend(1);
              passed[1] += text.codePointCount(passed[0], at);
              passed[0] = at;
              all.add(NumberValue.of(passed[1]));
              return true;
            });
    return ArrayValue.of(all);
  }

  private static Value count(Evaluation in, Value a, Value b) {
    String text = Operand.string(a, 1);
    String part = Operand.string(b, 2);
    if (part.isEmpty()) {
      return NumberValue.of(text.codePointCount(0, text.length()) + 1);
    }
    int[] count = {0};
    new Needle(part).each(text, false, _ -> ++count[0] > 0);
    return NumberValue.of(count[0]);
  }

  private static Value reverse(Evaluation in, Value a) {
    return StringValue.of(new StringBuilder(Operand.string(a, 1)).reverse().toString());
  }

  private static Value formatInt(Evaluation in, Value a, Value b) {
    NumberValue number = Operand.number(a, 1);
    NumberValue base = Operand.number(b, 2);
    int radix = base.isLong() ? Math.clamp(base.longValue(), 0, 99) : 0;
    if (radix != 2 && radix != 8 && radix != 10 && radix != 16) {
      throw BuiltinError.type("operand 2 must be one of {2, 8, 10, 16}");
    }
    if (number.isLong()) {
      return StringValue.of(Long.toString(number.longValue(), radix));
    }
    BigInteger whole = number.decimal().setScale(0, RoundingMode.DOWN).toBigInteger();
    in.spend(whole.bitLength() / 64);
    return StringValue.of(whole.toString(radix));
  }
}
