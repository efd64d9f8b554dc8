// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.policy.place.Names;
import dev.mcpfirewall.policy.place.Places;
import dev.mcpfirewall.policy.rule.Test;
import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.builtin.pattern.BoundedCache;
import dev.mcpfirewall.rego.builtin.pattern.Regex;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What policies may call besides the language's own built-ins: {@code mcp.…}. */
final class McpBuiltins {
  private static final int KEPT = 4096;

  /** Names of tools, servers and agents are shorter; of what is longer, nothing is kept. */
  private static final int LONGEST_KEPT = 128;

  private static final String FROM = "(given: any, at: string) array[array[any]]";
  private static final String PLACED = "(given: any, at: string, prefix: string) array[array[any]]";
  private static final String WITH_TEXT = "(item: array[any], pattern: string) boolean";
  private static final String WITH_LIST = "(item: array[any], directories: array[string]) boolean";
  private static final String WITH_SET = "(item: array[any], literals: set[any]) boolean";

  private final TextTests tests;
  private final BoundedCache<String, Regex> regexes = new BoundedCache<>(KEPT);
  private final BoundedCache<Named, BooleanValue> named = new BoundedCache<>(KEPT);

  private record Named(String name, ArrayValue patterns) {}

  private McpBuiltins(Places places) {
    this.tests = new TextTests(places);
  }

  static List<Builtin> list(Places places) {
    McpBuiltins own = new McpBuiltins(places);
    List<Builtin> all =
        new ArrayList<>(
            List.of(
                new Builtin(
                    "mcp.name.fold", "(name: string) string", (Builtin.Of1) McpBuiltins::fold),
                new Builtin(
                    "mcp.name.like",
                    "(name: string, patterns: array[string]) boolean",
                    (Builtin.Of2) own::isLike),
                new Builtin(
                    "mcp.number.read",
                    "(value: any) number",
                    (Builtin.Of1) (in, v) -> Scalars.number(v).orElse(null)),
                new Builtin(
                    "mcp.value.parts", FROM, (Builtin.Of2) (in, v, at) -> parts(in, v, at, false)),
                new Builtin(
                    "mcp.value.parts_and_keys",
                    FROM,
                    (Builtin.Of2) (in, v, at) -> parts(in, v, at, true)),
                new Builtin(
                    "mcp.value.places",
                    PLACED,
                    (Builtin.Of3) (in, v, at, p) -> places(in, v, at, p, false)),
                new Builtin(
                    "mcp.value.places_and_keys",
                    PLACED,
                    (Builtin.Of3) (in, v, at, p) -> places(in, v, at, p, true)),
                new Builtin(
                    "mcp.value.has",
                    "(given: any, at: string) boolean",
                    (Builtin.Of2) (in, v, at) -> has(v, at, true)),
                new Builtin(
                    "mcp.value.resembles",
                    "(given: any, at: string) boolean",
                    (Builtin.Of2) (in, v, at) -> has(v, at, false)),
                new Builtin(
                    "mcp.net.hosts", "(given: any) set[string]", (Builtin.Of1) McpBuiltins::hosts),
                new Builtin(
                    "mcp.path.named",
                    "(given: any) array[array[any]]",
                    (Builtin.Of1) McpBuiltins::paths)));
    own.addTests(all, "mcp.maybe.", false);
    own.addTests(all, "mcp.surely.", true);
    return all;
  }

  private void addTests(List<Builtin> all, String prefix, boolean lets) {
    all.add(
        new Builtin(prefix + "like", WITH_TEXT, (Builtin.Of2) (in, i, p) -> like(in, i, p, lets)));
    all.add(
        new Builtin(
            prefix + "matches", WITH_TEXT, (Builtin.Of2) (in, i, p) -> matches(in, i, p, lets)));
    all.add(
        new Builtin(
            prefix + "one_of", WITH_SET, (Builtin.Of2) (in, i, s) -> oneOf(in, i, s, lets)));
    all.add(
        new Builtin(
            prefix + "under", WITH_LIST, (Builtin.Of2) (in, i, d) -> under(in, i, d, lets)));
    all.add(
        new Builtin(
            prefix + "not_under", WITH_LIST, (Builtin.Of2) (in, i, d) -> notUnder(in, i, d, lets)));
    for (Test.Relation relation : Test.Relation.values()) {
      all.add(
          new Builtin(
              prefix + relation.word(),
              "(item: array[any], bound: number) boolean",
              (Builtin.Of2) (in, item, bound) -> compares(in, item, bound, relation, lets)));
    }
  }

  private static Value fold(Evaluation in, Value name) {
    String text = Operand.string(name, 1);
    in.spend(1 + text.length() / 64);
    return StringValue.of(Names.fold(text));
  }

  /**
   * Whether a folded name is of one of these forms; {@code *} and {@code ?} are wildcards. The same
   * names come again and again: what was found is kept.
   */
  private Value isLike(Evaluation in, Value name, Value patterns) {
    String text = Operand.string(name, 1);
    ArrayValue all = Operand.array(patterns, 2);
    in.spend(all.size());
    return text.length() > LONGEST_KEPT
        ? isLike(in, text, all)
        : named.get(new Named(text, all), key -> isLike(in, key.name(), key.patterns()));
  }

  private static BooleanValue isLike(Evaluation in, String name, ArrayValue patterns) {
    for (int i = 0; i < patterns.size(); i++) {
      String pattern = Operand.string(patterns.get(i), 2);
      in.spend((int) Math.min((long) name.length() * pattern.length() / 1024, 1 << 20));
      if (NamePattern.matches(pattern, name)) {
        return BooleanValue.TRUE;
      }
    }
    return BooleanValue.FALSE;
  }

  private static Value parts(Evaluation in, Value given, Value at, boolean keys) {
    return Items.of(in, given, Operand.string(at, 2), keys);
  }

  private static Value places(Evaluation in, Value given, Value at, Value prefix, boolean keys) {
    return Items.placed(in, given, Operand.string(at, 2), keys, Operand.string(prefix, 3));
  }

  private static Value has(Value given, Value at, boolean exactly) {
    return BooleanValue.of(Items.has(given, Operand.string(at, 2), exactly));
  }

  private static Value hosts(Evaluation in, Value given) {
    Set<String> found = new LinkedHashSet<>();
    for (Value item : Items.of(in, given, Items.ANY, true).elements()) {
      if (value(item) instanceof StringValue text) {
        in.spend(1 + text.value().length() / 64);
        Hosts.find(name(item), text.value(), found);
      }
    }
    return SetValue.of(found.stream().map(StringValue::of).toList());
  }

  private static Value paths(Evaluation in, Value given) {
    List<Value> found = new ArrayList<>();
    for (Value item : Items.asSent(in, given).elements()) {
      addPath(item, found);
      // Of other texts what they hold is contents.
      if (value(item) instanceof StringValue text && PathNames.isPathName(name(item))) {
        Items.within(in, text, name(item)).elements().forEach(each -> addPath(each, found));
      }
    }
    return ArrayValue.of(found);
  }

  private static void addPath(Value item, List<Value> found) {
    if (value(item) instanceof StringValue text && PathNames.isPath(name(item), text.value())) {
      found.add(item);
    }
  }

  private Value like(Evaluation in, Value item, Value form, boolean lets) {
    String pattern = Operand.string(form, 2);
    if (Places.isPathPattern(pattern)) {
      Optional<String> path = path(in, item);
      return BooleanValue.of(path.isPresent() && tests.isPath(in, pattern, path.get(), lets));
    }
    Optional<String> text = text(in, item);
    return BooleanValue.of(text.isPresent() && tests.like(pattern, name(item), text.get(), lets));
  }

  private Value matches(Evaluation in, Value item, Value pattern, boolean lets) {
    Optional<String> text = text(in, item);
    if (text.isEmpty()) {
      return BooleanValue.FALSE;
    }
    Regex regex = regex(Operand.string(pattern, 2));
    return BooleanValue.of(
        tests.passes(name(item), text.get(), lets, reading -> regex.matches(reading, in::spend)));
  }

  private Regex regex(String pattern) {
    try {
      return regexes.get(pattern, Regex::compile);
    } catch (IllegalArgumentException e) {
      throw BuiltinError.failed(String.valueOf(e.getMessage()));
    }
  }

  private Value oneOf(Evaluation in, Value item, Value literals, boolean lets) {
    SetValue set = Operand.set(literals, 2);
    Value value = value(item);
    if (lets) {
      return BooleanValue.of(
          value instanceof StringValue text
              ? tests.passes(
                  name(item), text.value(), true, reading -> set.contains(StringValue.of(reading)))
              : set.contains(value));
    }
    Optional<String> text = text(in, item);
    return BooleanValue.of(
        set.contains(value)
            || set.elements().stream().anyMatch(literal -> isSameNumber(value, literal))
            || text.isPresent()
                && tests.passes(
                    name(item), text.get(), false, reading -> isSameText(set, reading)));
  }

  /** {@code "50"} and {@code 50}: who disguises one as the other is taken to mean it. */
  private static boolean isSameNumber(Value value, Value literal) {
    return Scalars.number(literal).filter(Scalars.numbers(value)::contains).isPresent();
  }

  private static boolean isSameText(SetValue literals, String reading) {
    return literals.elements().stream()
        .anyMatch(literal -> Scalars.text(literal).filter(reading::equals).isPresent());
  }

  /** A number, or a text that is one; what is none is in no relation to any. */
  private static Value compares(
      Evaluation in, Value item, Value bound, Test.Relation relation, boolean lets) {
    BigDecimal limit = Operand.number(bound, 2).decimal();
    if (lets) {
      return BooleanValue.of(
          Scalars.number(value(item)).filter(n -> relates(n, limit, relation)).isPresent());
    }
    text(in, item);
    return BooleanValue.of(
        Scalars.numbers(value(item)).stream().anyMatch(n -> relates(n, limit, relation)));
  }

  private static boolean relates(NumberValue number, BigDecimal bound, Test.Relation relation) {
    int order = number.decimal().compareTo(bound);
    return switch (relation) {
      case LT -> order < 0;
      case LTE -> order <= 0;
      case GT -> order > 0;
      case GTE -> order >= 0;
    };
  }

  private Value under(Evaluation in, Value item, Value directories, boolean lets) {
    Optional<String> text = path(in, item);
    return BooleanValue.of(
        text.isPresent() && tests.under(in, text.get(), texts(directories), lets));
  }

  /** What is no path is in none of them; of a key that is none, nobody says so. */
  private Value notUnder(Evaluation in, Value item, Value directories, boolean lets) {
    Optional<String> text = path(in, item);
    return BooleanValue.of(
        text.isEmpty()
            ? lets || !isKey(item)
            : tests.notUnder(in, text.get(), texts(directories), lets));
  }

  private static List<String> texts(Value list) {
    return Operand.array(list, 2).elements().stream().map(each -> Operand.string(each, 2)).toList();
  }

  private static Optional<String> path(Evaluation in, Value item) {
    return mayBePath(item) ? text(in, item) : Optional.empty();
  }

  private static Optional<String> text(Evaluation in, Value item) {
    Optional<String> text = Scalars.text(value(item));
    text.ifPresent(t -> in.spend(1 + t.length() / 64));
    return text;
  }

  private static Value value(Value item) {
    return Operand.array(item, 1).get(0);
  }

  private static boolean isKey(Value item) {
    return !(Operand.array(item, 1).get(1) instanceof StringValue);
  }

  private static String name(Value item) {
    return Operand.array(item, 1).get(1) instanceof StringValue name ? name.value() : "";
  }

  /**
   * Whether it may be a path: a key, or a number that some receiver makes a text of, only if it
   * looks like one. Any other text may be the name of a file.
   */
  private static boolean mayBePath(Value item) {
    return value(item) instanceof StringValue text
        && (!isKey(item) || text.value().indexOf('/') >= 0 || PathNames.looksLikeOne(text.value()));
  }
}
