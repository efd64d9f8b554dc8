// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.builtin.pattern.BoundedCache;
import dev.mcpfirewall.rego.builtin.pattern.Glob;
import dev.mcpfirewall.rego.builtin.pattern.Regex;
import dev.mcpfirewall.rego.builtin.pattern.SimpleRegexes;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Regular expressions and globs. What is compiled is kept for all evaluations of the process. */
final class Patterns {
  private static final int KEPT = 512;
  private static final int KEPT_LENGTH = 4_096;

  private static final BoundedCache<String, Regex> REGEXES = new BoundedCache<>(KEPT);
  private static final BoundedCache<String, Regex> TEMPLATES = new BoundedCache<>(KEPT);

  /** By glob for the delimiter that goes without saying, else by delimiters and glob. */
  private static final BoundedCache<String, Glob> DOTTED = new BoundedCache<>(KEPT);

  private static final BoundedCache<GlobKey, Glob> GLOBS = new BoundedCache<>(KEPT);

  private record GlobKey(String glob, String delimiters) {}

  private static final String FIND = "(pattern: string, value: string, number: number) ";

  private Patterns() {}

  static List<Builtin> list() {
    Builtin.Of2 match = Patterns::match;
    return List.of(
        new Builtin("regex.match", "(pattern: string, value: string) boolean", match),
        new Builtin("re_match", "(pattern: string, value: string) boolean", match),
        new Builtin("regex.is_valid", "(pattern: string) boolean", (Builtin.Of1) Patterns::isValid),
        new Builtin("regex.find_n", FIND + "array[string]", (Builtin.Of3) Patterns::find),
        new Builtin(
            "regex.find_all_string_submatch_n",
            FIND + "array[array[string]]",
            (Builtin.Of3) Patterns::findGroups),
        new Builtin(
            "regex.split",
            "(pattern: string, value: string) array[string]",
            (Builtin.Of2) Patterns::split),
        new Builtin(
            "regex.replace",
            "(s: string, pattern: string, value: string) string",
            (Builtin.Of3) Patterns::replace),
        new Builtin(
            "regex.template_match",
            "(template: string, value: string, delimiter_start: string, delimiter_end: string)"
                + " boolean",
            (Builtin.OfMany) Patterns::matchTemplate),
        new Builtin(
            "regex.globs_match",
            "(glob1: string, glob2: string) boolean",
            (Builtin.Of2) Patterns::intersect),
        new Builtin(
            "glob.match",
            "(pattern: string, delimiters: array[string] | null, match: string) boolean",
            (Builtin.Of3) Patterns::matchGlob),
        new Builtin("glob.quote_meta", "(pattern: string) string", (Builtin.Of1) Patterns::quote));
  }

  /** What refuses by an {@link IllegalArgumentException} as an error of the built-in. */
  static <T> T orError(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw BuiltinError.failed(String.valueOf(e.getMessage()));
    }
  }

  private static Regex regex(Evaluation in, String regex) {
    try {
      if (regex.length() <= KEPT_LENGTH) {
        return REGEXES.get(regex, Regex::compile);
      }
      in.spend(regex.length() / 4);
      return Regex.compile(regex);
    } catch (IllegalArgumentException e) {
      throw BuiltinError.failed(String.valueOf(e.getMessage()));
    }
  }

  private static Value match(Evaluation in, Value a, Value b) {
    String pattern = Operand.string(a, 1);
    String text = Operand.string(b, 2);
    return BooleanValue.of(regex(in, pattern).matches(text, in.meter()));
  }

  private static Value isValid(Evaluation in, Value a) {
    if (!(a instanceof StringValue pattern)) {
      return BooleanValue.FALSE;
    }
    try {
      regex(in, pattern.value());
      return BooleanValue.TRUE;
    } catch (BuiltinError e) {
      return BooleanValue.FALSE;
    }
  }

  private static List<List<String>> found(Evaluation in, Value a, Value b, Value c) {
    String pattern = Operand.string(a, 1);
    String text = Operand.string(b, 2);
    int limit = Operand.integer(c, 3);
    Regex regex = regex(in, pattern);
    return regex.find(text, limit, in.meter());
  }

  private static Value find(Evaluation in, Value a, Value b, Value c) {
    return texts(found(in, a, b, c).stream().map(List::getFirst).toList());
  }

  private static Value findGroups(Evaluation in, Value a, Value b, Value c) {
    return ArrayValue.of(found(in, a, b, c).stream().map(Patterns::texts).toList());
  }

  private static ArrayValue texts(List<String> texts) {
    return ArrayValue.of(texts.stream().map(StringValue::of).toList());
  }

  private static Value split(Evaluation in, Value a, Value b) {
    String pattern = Operand.string(a, 1);
    String text = Operand.string(b, 2);
    Regex regex = regex(in, pattern);
    return texts(regex.split(text, in.meter()));
  }

  private static Value replace(Evaluation in, Value a, Value b, Value c) {
    String text = Operand.string(a, 1);
    String pattern = Operand.string(b, 2);
    String with = Operand.string(c, 3);
    Regex regex = regex(in, pattern);
    return Texts.bounded(in, () -> regex.replace(text, with, in.meter()));
  }

  private static Value matchTemplate(Evaluation in, List<Value> arguments) {
    String template = Operand.string(arguments.get(0), 1);
    String text = Operand.string(arguments.get(1), 2);
    char open = delimiter(Operand.string(arguments.get(2), 3), "start");
    char close = delimiter(Operand.string(arguments.get(3), 4), "end");
    in.spend(1 + template.length() / 16);
    String key = "" + open + close + template;
    Regex regex =
        orError(() ->
            key.length() <= KEPT_LENGTH
                ? TEMPLATES.get(key, _ -> Regex.template(template, open, close))
                : Regex.template(template, open, close));
    return BooleanValue.of(regex.matches(text, in.meter()));
  }

  private static char delimiter(String text, String which) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes != 1) {
      throw BuiltinError.failed(
          which + " delimiter has to be exactly one character long but is " + bytes + " long");
    }
    return text.charAt(0);
  }

  private static Value intersect(Evaluation in, Value a, Value b) {
    String first = Operand.string(a, 1);
    String second = Operand.string(b, 2);
    in.spend(1 + (first.length() + second.length()) / 16);
    return BooleanValue.of(orError(() -> SimpleRegexes.intersect(first, second, in.meter())));
  }

  private static Value matchGlob(Evaluation in, Value a, Value b, Value c) {
    String pattern = Operand.string(a, 1);
    String delimiters =
        switch (b) {
          case NullValue _ -> "";
          case ArrayValue array -> array.size() == 0 ? "." : delimiters(array);
          default -> throw Operand.wrong(2, "one of {array, null}", b);
        };
    String text = Operand.string(c, 3);
    return BooleanValue.of(glob(in, pattern, delimiters).matches(text, in.meter()));
  }

  private static Glob glob(Evaluation in, String pattern, String delimiters) {
    try {
      if (pattern.length() + delimiters.length() > KEPT_LENGTH) {
        in.spend(pattern.length() / 4);
        return compile(pattern, delimiters);
      }
      return delimiters.equals(".")
          ? DOTTED.get(pattern, glob -> compile(glob, "."))
          : GLOBS.get(
              new GlobKey(pattern, delimiters), key -> compile(key.glob(), key.delimiters()));
    } catch (IllegalArgumentException e) {
      throw BuiltinError.failed(String.valueOf(e.getMessage()));
    }
  }

  private static Glob compile(String pattern, String delimiters) {
    return Glob.compile(pattern, delimiters.codePoints().toArray());
  }

  private static String delimiters(ArrayValue array) {
    if (array.size() == 1 && array.get(0) instanceof StringValue s && s.value().length() == 1) {
      return s.value();
    }
    StringBuilder all = new StringBuilder();
    for (Value element : array.elements()) {
      String one = StringSearch.element(element, array, 2);
      if (one.codePointCount(0, one.length()) != 1) {
        throw BuiltinError.type("operand 2 must be array of runes but got array containing string");
      }
      all.append(one);
    }
    return all.toString();
  }

  private static Value quote(Evaluation in, Value a) {
    return StringValue.of(Glob.quote(Operand.string(a, 1)));
  }
}
