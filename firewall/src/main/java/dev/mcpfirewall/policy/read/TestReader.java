// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.policy.rule.Test;
import dev.mcpfirewall.policy.rule.Test.Literal;
import dev.mcpfirewall.policy.rule.Test.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is asked of one value: a text is a glob, a number or a switch is that very value, a
 * map has one key for each question.
 */
final class TestReader {
  private static final List<String> KEYS =
      List.of(
          "glob",
          "pattern",
          "regex",
          "equals",
          "one_of",
          "under",
          "not_under",
          "lt",
          "lte",
          "gt",
          "gte",
          "secrets",
          "exists",
          "not",
          "from");
  private static final List<String> OF_TEXT =
      List.of("glob", "pattern", "regex", "equals", "one_of", "secrets", "from", "not");
  private static final String FORMS =
      "a glob, a number, true or false, or a map such as `{under: \"${PROJECT_DIR}\"}`";

  private final List<String> keys;

  private TestReader(List<String> keys) {
    this.keys = keys;
  }

  /** A reader for the tests of an argument. */
  static TestReader ofArguments() {
    return new TestReader(KEYS);
  }

  /**
   * A reader for the tests of any text: what is asked of paths and numbers has no meaning there.
   */
  static TestReader ofTexts() {
    return new TestReader(OF_TEXT);
  }

  /** The tests under a key; none if there is a problem. */
  List<Test> read(Fields fields, Node value, String shown) {
    return switch (value) {
      case Scalar scalar -> simple(fields, scalar, shown);
      case MapNode map ->
          several(fields.section(shown, map).only(keys, Habits.OF_TESTS), map, shown);
      case ListNode list -> {
        fields.problem(
            list.at(),
            Kind.WRONG_TYPE,
            "`" + shown + "` cannot be a list",
            "write `one_of: [...]`, or `glob: \"{a,b}\"`");
        yield List.of();
      }
    };
  }

  private static List<Test> simple(Fields fields, Scalar scalar, String shown) {
    if (scalar.isNull()) {
      fields.wrongType(scalar, shown, FORMS);
      return List.of();
    }
    Optional<Literal> literal = fields.parsed(scalar, text -> Literals.of(scalar));
    if (literal.isPresent() && !(literal.get() instanceof Literal.Text)) {
      return List.of(new Test.OneOf(List.of(literal.get())));
    }
    return literal
        .flatMap(text -> fields.parsed(scalar, TestReader::pattern))
        .<List<Test>>map(pattern -> List.of(new Test.Like(pattern)))
        .orElse(List.of());
  }

  /** A pattern of values; a person who compares with a number says so in another way. */
  private static String pattern(String text) {
    if (text.matches("\\s*([<>]=?|[!=]=)\\s*-?[0-9.]+\\s*")) {
      throw new IllegalArgumentException(
          "is a pattern of texts, not a comparison; write `{ gt: 50 }`, or `equals` for this very"
              + " text");
    }
    return Patterns.value(text);
  }

  private List<Test> several(Fields fields, MapNode map, String shown) {
    if (map.entries().isEmpty()) {
      fields.problem(map.at(), Kind.BAD_VALUE, "`" + shown + "` asks nothing", "it takes " + FORMS);
    }
    List<Test> tests = new ArrayList<>();
    for (Entry entry : map.entries()) {
      if (keys.contains(entry.key().text())) {
        one(fields, entry.key().text(), entry.value()).ifPresent(tests::add);
      }
    }
    new Contradictions(fields, shown, map).tell(tests);
    return tests;
  }

  private Optional<Test> one(Fields fields, String key, Node value) {
    String shown = fields.key(key);
    return switch (key) {
      case "glob", "pattern" -> fields.optional(key, Patterns::value).map(Test.Like::new);
      case "regex" -> fields.optional(key, Patterns::regex).map(Test.Regex::new);
      case "equals" -> literal(fields, value, shown).map(v -> new Test.OneOf(List.of(v)));
      case "one_of" -> oneOf(fields, value, shown);
      case "under" ->
          some(fields.oneOrMore(value, shown, Patterns::directory)).map(Test.Under::new);
      case "not_under" ->
          some(fields.oneOrMore(value, shown, Patterns::directory)).map(Test.NotUnder::new);
      case "lt", "lte", "gt", "gte" -> compare(fields, key);
      case "secrets" -> fields.word(value, shown, Words.SWITCH, shown).map(Test.Secrets::new);
      case "exists" -> fields.word(value, shown, Words.SWITCH, shown).map(Test.Exists::new);
      case "from" -> fields.optional(key, Patterns::sessionLabel).map(Test.From::new);
      case "not" -> some(read(fields, value, shown)).map(Test.Not::new);
      default -> throw new IllegalStateException("a key without a reader: " + key);
    };
  }

  private static Optional<Test> compare(Fields fields, String key) {
    return fields
        .optional(key, Literals::number)
        .map(bound ->
            new Test.Compare(Relation.valueOf(key.toUpperCase(java.util.Locale.ROOT)), bound));
  }

  private static Optional<Test> oneOf(Fields fields, Node value, String shown) {
    if (!(value instanceof ListNode list)) {
      fields.wrongType(value, shown, "a list, as in `[one, two]`");
      return Optional.empty();
    }
    if (list.items().isEmpty()) {
      fields.problem(
          list.at(),
          Kind.CONTRADICTION,
          "`" + shown + "` is empty, so nothing can match",
          "name the values");
    }
    List<Literal> values =
        list.items().stream().flatMap(item -> literal(fields, item, shown).stream()).toList();
    return some(values).map(Test.OneOf::new);
  }

  private static Optional<Literal> literal(Fields fields, Node value, String shown) {
    if (value instanceof Scalar scalar && !scalar.text().isEmpty()
        || value instanceof Scalar quoted && !quoted.plain()) {
      Scalar scalar = (Scalar) value;
      return fields.parsed(scalar, text -> Literals.of(scalar));
    }
    fields.wrongType(value, shown, "a text, a number, true, false or null");
    return Optional.empty();
  }

  /** A list with a problem has lost its members: nothing is made of an empty one. */
  private static <T> Optional<List<T>> some(List<T> list) {
    return Optional.of(list).filter(l -> !l.isEmpty());
  }
}
