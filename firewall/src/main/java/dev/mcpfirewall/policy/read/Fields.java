// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One map of a configuration while it is read: each method takes a key's value, or says what is
 * wrong with it and goes on with what held before. Notes where each value was set.
 */
final class Fields {
  private static final String NO_MERGING =
      "YAML 1.2 merges no maps: write the keys out, or repeat a whole value by its alias";

  private final MapNode map;
  private final String path;
  private final Problems problems;
  private final Map<String, Position> set;

  Fields(MapNode map, String path, Problems problems, Map<String, Position> set) {
    this.map = map;
    this.path = path;
    this.problems = problems;
    this.set = set;
  }

  /** Complains about every key that is none of these. */
  Fields only(List<String> known) {
    return only(known, key -> Optional.empty());
  }

  /** The same, with what to say of keys that people write out of habit. */
  Fields only(List<String> known, Map<String, String> habits) {
    return only(known, key -> Optional.ofNullable(habits.get(key)));
  }

  /** The same, with what to say of a key if there is something. */
  Fields only(List<String> known, Function<String, Optional<String>> help) {
    for (Entry entry : map.entries()) {
      String key = entry.key().text();
      if (!known.contains(key)) {
        unknown(entry.key(), known, key.equals("<<") ? Optional.of(NO_MERGING) : help.apply(key));
      }
    }
    return this;
  }

  private void unknown(Scalar key, List<String> known, Optional<String> help) {
    String message = "unknown key `" + key.text() + "`" + where(path);
    if (help.isPresent()) {
      problems.add(key.at(), Kind.UNKNOWN_KEY, message, help.get());
    } else {
      problems.addUnknown(key.at(), Kind.UNKNOWN_KEY, message, key.text(), known);
    }
  }

  private static String where(String path) {
    return path.isEmpty() ? "" : " in `" + path + "`";
  }

  String key(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Where the map stands. */
  Position at() {
    return map.at();
  }

  Optional<Node> node(String name) {
    return map.get(name);
  }

  List<Entry> entries() {
    return map.entries();
  }

  /** A map under a key; what is not there or has no value is an empty one. */
  Fields section(String name) {
    Node value = map.get(name).orElse(new MapNode(map.at(), List.of()));
    return section(key(name), value);
  }

  Fields section(String sectionPath, Node value) {
    return switch (value) {
      case MapNode inner -> new Fields(inner, sectionPath, problems, set);
      case Scalar none when none.isNull() -> empty(sectionPath, value.at());
      default -> {
        wrongType(value, sectionPath, "a map");
        yield empty(sectionPath, value.at());
      }
    };
  }

  private Fields empty(String sectionPath, Position at) {
    return new Fields(new MapNode(at, List.of()), sectionPath, problems, set);
  }

  /** The meaning of the word under a key. */
  <T> T word(String name, Words<T> words, T before) {
    return map.get(name).flatMap(value -> word(value, key(name), words, key(name))).orElse(before);
  }

  /** The meaning of the word under a key that has to be there. */
  <T> Optional<T> required(String name, Words<T> words) {
    Optional<Node> value = map.get(name);
    if (value.isEmpty()) {
      missing(name, "one of: " + String.join(", ", words.all()));
    }
    return value.flatMap(node -> word(node, key(name), words, key(name)));
  }

  /** Complains that a key is not there. */
  void missing(String name, String wanted) {
    problems.add(
        map.at(), Kind.BAD_VALUE, "`" + name + "` is missing" + where(path), "it takes " + wanted);
  }

  /** The text under a key, read by {@code parse}; empty if it is not there or wrong. */
  <T> Optional<T> optional(String name, Function<String, T> parse) {
    return text(name, text -> Optional.of(parse.apply(text)), Optional.empty());
  }

  /** The maps of the list under a key, each with its place in the list. */
  List<Fields> maps(String name) {
    Optional<Node> value = map.get(name);
    if (value.isEmpty() || value.get() instanceof Scalar none && none.isNull()) {
      return List.of();
    }
    if (!(value.get() instanceof ListNode list)) {
      wrongType(value.get(), key(name), "a list of maps, each after a `-`");
      return List.of();
    }
    set.put(key(name), list.at());
    List<Fields> all = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      String item = key(name) + "[" + i + "]";
      if (list.items().get(i) instanceof MapNode inner) {
        all.add(new Fields(inner, item, problems, set));
      } else {
        wrongType(list.items().get(i), item, "a map");
      }
    }
    return all;
  }

  /** One value or several under a key, each read by {@code parse}; empty if it is not there. */
  <T> List<T> oneOrMore(String name, Function<String, T> parse) {
    return map.get(name).map(value -> oneOrMore(value, key(name), parse)).orElse(List.of());
  }

  /** A text, or a list of texts, each read by {@code parse}. */
  <T> List<T> oneOrMore(Node value, String shown, Function<String, T> parse) {
    List<? extends Node> items = value instanceof ListNode list ? list.items() : List.of(value);
    if (items.isEmpty()) {
      problems.add(
          value.at(), Kind.BAD_VALUE, "`" + shown + "` is empty", "name one, or remove it");
    }
    List<T> all = new ArrayList<>();
    for (Node item : items) {
      if (item instanceof Scalar scalar && !scalar.isNull()) {
        parsed(scalar, parse).ifPresent(all::add);
      } else {
        wrongType(item, shown, "a text, or a list of texts");
      }
    }
    return all;
  }

  /** The meaning of one word, noted as the value of {@code leaf}. */
  <T> Optional<T> word(Node value, String shown, Words<T> words, String leaf) {
    if (!(value instanceof Scalar scalar)) {
      wrongType(value, shown, "one of: " + String.join(", ", words.all()));
      return Optional.empty();
    }
    Optional<T> meaning = words.meaning(scalar.text());
    if (meaning.isPresent()) {
      set.put(leaf, scalar.at());
      return meaning;
    }
    String message = "`" + shown + "` cannot be " + scalar.kind();
    Optional<String> instead = words.instead(scalar.text());
    if (instead.isPresent()) {
      problems.add(scalar.at(), Kind.BAD_VALUE, message, "write `" + instead.get() + "`");
    } else {
      problems.addUnknown(scalar.at(), Kind.BAD_VALUE, message, scalar.text(), words.all());
    }
    return Optional.empty();
  }

  /** The values of the list under a key, each read by {@code parse}. */
  <T> List<T> list(String name, Function<String, T> parse, List<T> before) {
    Optional<Node> value = map.get(name);
    if (value.isEmpty()) {
      return before;
    }
    if (!(value.get() instanceof ListNode list)) {
      wrongType(value.get(), key(name), "a list, as in `[one, two]`");
      return before;
    }
    set.put(key(name), list.at());
    List<T> items = new ArrayList<>();
    for (Node item : list.items()) {
      if (item instanceof Scalar scalar && !scalar.isNull()) {
        parsed(scalar, parse).ifPresent(items::add);
      } else {
        wrongType(item, key(name), "a list of texts");
      }
    }
    return items;
  }

  /** A text under a key, read by {@code parse}. */
  <T> T text(String name, Function<String, T> parse, T before) {
    Optional<Node> value = map.get(name);
    if (value.isEmpty()) {
      return before;
    }
    if (!(value.get() instanceof Scalar scalar) || scalar.isNull()) {
      wrongType(value.get(), key(name), "a text");
      return before;
    }
    set.put(key(name), scalar.at());
    return parsed(scalar, parse).orElse(before);
  }

  /**
   * What {@code parse} makes of a text.
   *
   * <p>{@code parse} complains by {@link IllegalArgumentException}, with a message that goes on
   * after the text, and with the help after a semicolon if it has any.
   */
  <T> Optional<T> parsed(Scalar scalar, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(scalar.text()));
    } catch (IllegalArgumentException e) {
      String[] said = String.valueOf(e.getMessage()).split("; ", 2);
      String message = "`" + scalar.text() + "` " + said[0];
      if (said.length == 2) {
        problems.add(scalar.at(), Kind.BAD_VALUE, message, said[1]);
      } else {
        problems.add(scalar.at(), Kind.BAD_VALUE, message);
      }
      return Optional.empty();
    }
  }

  void wrongType(Node value, String shown, String wanted) {
    problems.add(
        value.at(),
        Kind.WRONG_TYPE,
        "`" + shown + "` cannot be " + value.kind(),
        "it takes " + wanted);
  }

  /** Notes that {@code leaf} was set by this value. */
  void note(String leaf, Node value) {
    set.put(leaf, value.at());
  }

  void problem(Position at, Kind kind, String message, String help) {
    problems.add(at, kind, message, help);
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  /** Notes that {@code leaf} stands here. */
  void note(String leaf, Position at) {
    set.put(leaf, at);
  }
}
