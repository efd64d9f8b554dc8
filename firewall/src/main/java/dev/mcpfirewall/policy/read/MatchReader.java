// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.DidYouMean;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Scope;
import dev.mcpfirewall.policy.rule.Test;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads which messages a rule is about, and what it asks of them. */
final class MatchReader {
  /** The keys of a scope; in a rule beside {@code match} or, as other firewalls do, within it. */
  static final List<String> SCOPE = List.of("tool", "server", "agent", "method");

  private static final List<String> FINDINGS =
      List.of("secrets", "pii", "injection", "smuggling", "egress", "paths", "commands");
  private static final List<String> TEXTS =
      List.of("text", "response_contains", "response_contains_regex");
  private static final String SIZE = "response_size_exceeds";
  private static final String OTHER_NAME_OF_ANY = "_any_value";

  private final boolean outbound;

  /** A reader for the rules of one direction. */
  MatchReader(boolean outbound) {
    this.outbound = outbound;
  }

  /** The scope that these keys make; each may stand in one of the maps. */
  static Scope scope(Fields... places) {
    return new Scope(
        glob("tool", places),
        glob("server", places),
        glob("agent", places),
        glob("method", places));
  }

  private static Optional<Glob> glob(String key, Fields... places) {
    List<Fields> said = Stream.of(places).filter(f -> f.node(key).isPresent()).toList();
    if (said.size() > 1) {
      said.get(1)
          .problem(
              said.get(1).at(),
              Kind.DUPLICATE_KEY,
              "`" + key + "` stands in the rule and in its `match`",
              "keep one of them");
    }
    return said.stream().findFirst().flatMap(fields -> glob(fields, key));
  }

  private static Optional<Glob> glob(Fields fields, String key) {
    if (fields.node(key).orElse(null) instanceof ListNode list) {
      fields.problem(
          list.at(),
          Kind.WRONG_TYPE,
          "`" + fields.key(key) + "` cannot be a list",
          "write the names in one text, as in `\"read_*|list_*\"`");
      return Optional.empty();
    }
    return fields.optional(key, Patterns::names);
  }

  /** The {@code match} of a rule, for {@link #scope} and {@link #read}. */
  Fields fields(Fields rule) {
    Optional<Node> value = rule.node("match");
    boolean nothing =
        value
            .filter(node ->
                node instanceof Scalar scalar && scalar.isNull()
                    || node instanceof MapNode map && map.entries().isEmpty())
            .isPresent();
    if (nothing) {
      // Where everything was meant the key is left out: an empty one is a forgotten one.
      rule.problem(
          value.get().at(),
          Kind.BAD_VALUE,
          "`" + rule.key("match") + "` asks nothing",
          "say what is matched, or leave `match` out to match everything");
    }
    List<String> keys = new ArrayList<>(SCOPE);
    keys.add("arguments");
    keys.addAll(TEXTS);
    keys.addAll(FINDINGS);
    keys.add("labels");
    keys.add(SIZE);
    return rule.section("match").only(keys, key -> Optional.of(help(key, keys)));
  }

  /** Most unknown keys are arguments: `path` is one, and no misspelt `paths`. */
  private static String help(String key, List<String> keys) {
    String argument = "an argument is asked about in `arguments: { " + key + ": … }`";
    Optional<String> best = DidYouMean.closest(key, keys);
    return best.filter("arguments"::equals).isPresent()
        ? "did you mean `arguments`?"
        : best.map(near -> argument + "; or did you mean `" + near + "`?")
            .orElse(argument + "; one of: " + String.join(", ", keys));
  }

  /** What is asked. */
  Match read(Fields match) {
    SortedMap<String, Boolean> findings = new TreeMap<>();
    for (String check : FINDINGS) {
      String key = match.key(check);
      match
          .node(check)
          .flatMap(value -> match.word(value, key, Words.SWITCH, key))
          .ifPresent(found -> findings.put(check, found));
    }
    return new Match(
        arguments(match),
        texts(match),
        findings,
        match.oneOrMore("labels", Patterns::sessionLabel),
        size(match));
  }

  /** The tests of arguments, by argument. */
  static Map<String, List<Test>> arguments(Fields fields) {
    Map<String, List<Test>> tests = new LinkedHashMap<>();
    Fields section = fields.section("arguments");
    if (fields.node("arguments").isPresent() && section.entries().isEmpty()) {
      fields.problem(
          section.at(),
          Kind.BAD_VALUE,
          "`" + fields.key("arguments") + "` asks nothing",
          "name an argument, or `\"*\"` for any value");
    }
    for (Entry entry : section.entries()) {
      Optional<String> name = section.parsed(entry.key(), MatchReader::argument);
      String shown = section.key(entry.key().text());
      List<Test> read = TestReader.ofArguments().read(section, entry.value(), shown);
      if (name.isPresent() && tests.putIfAbsent(name.get(), read) != null) {
        section.problem(
            entry.key().at(),
            Kind.DUPLICATE_KEY,
            "`_any_value` is another name of `*`, and both are here",
            "keep one of them");
      }
    }
    return tests;
  }

  private static String argument(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("is no name of an argument; `\"*\"` is any value");
    }
    if (text.startsWith("/") && text.matches(".*~([^01].*|)")) {
      throw new IllegalArgumentException(
          "is no JSON Pointer; after `~` comes `0` for a tilde or `1` for a slash");
    }
    return text.equals(OTHER_NAME_OF_ANY) ? Match.ANY : text;
  }

  private static List<Test> texts(Fields match) {
    List<Test> tests = new ArrayList<>();
    match
        .node("text")
        .ifPresent(
            value -> tests.addAll(TestReader.ofTexts().read(match, value, match.key("text"))));
    List<String> words = match.oneOrMore("response_contains", Patterns::message);
    if (!words.isEmpty()) {
      tests.add(anyOf(words.stream().map(MatchReader::literally).toList()));
    }
    List<String> expressions = match.oneOrMore("response_contains_regex", Patterns::regex);
    if (!expressions.isEmpty()) {
      tests.add(anyOf(expressions));
    }
    return tests;
  }

  private static String literally(String words) {
    return com.google.re2j.Pattern.quote(words);
  }

  /** Other firewalls name several texts of which one suffices, in upper or lower case. */
  private static Test anyOf(List<String> expressions) {
    return new Test.Regex(
        expressions.stream()
            .map(e -> "(?:" + e + ")")
            .collect(Collectors.joining("|", "(?i)", "")));
  }

  private OptionalLong size(Fields match) {
    Optional<Node> value = match.node(SIZE);
    if (value.isPresent() && !outbound) {
      match.problem(
          value.get().at(),
          Kind.BAD_VALUE,
          "`" + match.key(SIZE) + "` is about what a server sends",
          "put the rule under `outbound_rules`");
      return OptionalLong.empty();
    }
    return match
        .optional(SIZE, text -> Size.parse(text, 0, 1L << 40))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }
}
