// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Position;
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
    return only(known, List.of());
  }

  /** Complains about every key that is none of {@code known}; {@code later} come with a version. */
  Fields only(List<String> known, List<String> later) {
    for (Entry entry : map.entries()) {
      String key = entry.key().text();
      if (later.contains(key)) {
        problems.add(
            entry.key().at(),
            Kind.NOT_SUPPORTED_YET,
            "`" + key + "` is not supported by this version yet",
            "remove it: a rule that is not applied must not look as if it were");
      } else if (!known.contains(key)) {
        String where = path.isEmpty() ? "" : " in `" + path + "`";
        problems.addUnknown(
            entry.key().at(), Kind.UNKNOWN_KEY, "unknown key `" + key + "`" + where, key, known);
      }
    }
    return this;
  }

  String key(String name) {
    return path.isEmpty() ? name : path + "." + name;
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
}
