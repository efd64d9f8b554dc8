// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A map in somebody else's file. What is not of the form it must have there ends the import. */
record Tree(MapNode map) {
  Position at() {
    return map.at();
  }

  /** Where a key's value stands; the map, if the key is not there. */
  Position at(String key) {
    return node(key).map(Node::at).orElse(at());
  }

  Optional<Node> node(String key) {
    return map.get(key).filter(node -> !(node instanceof Scalar scalar && scalar.isNull()));
  }

  boolean has(String key) {
    return node(key).isPresent();
  }

  List<String> keys() {
    return map.entries().stream().map(entry -> entry.key().text()).toList();
  }

  List<Entry> entries() {
    return map.entries();
  }

  Optional<String> text(String key) {
    return node(key).map(node -> scalar(node, key));
  }

  /** One of these words. */
  Optional<String> word(String key, List<String> words) {
    Optional<String> word = text(key);
    if (word.isPresent() && !words.contains(word.get())) {
      throw wrong(at(key), "`" + key + "` cannot be `" + word.get() + "`", "one of: " + words);
    }
    return word;
  }

  boolean isTrue(String key) {
    return text(key).filter("true"::equals).isPresent();
  }

  boolean isFalse(String key) {
    return text(key).filter("false"::equals).isPresent();
  }

  OptionalLong number(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new java.math.BigDecimal(text.get()).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong(at(key), "`" + key + "` is no whole number: `" + text.get() + "`", "mend it");
    }
  }

  Optional<Tree> tree(String key) {
    return node(key).map(node -> of(node, key));
  }

  List<Tree> trees(String key) {
    return items(key).stream().map(node -> of(node, key)).toList();
  }

  /** The texts of a list; others in it are passed over where {@code lenient}. */
  List<Scalar> texts(String key, boolean lenient) {
    List<Scalar> all = new ArrayList<>();
    for (Node node : items(key)) {
      if (node instanceof Scalar scalar && (!scalar.plain() || !scalar.isNull())) {
        all.add(scalar);
      } else if (!lenient) {
        throw wrong(node.at(), "`" + key + "` takes texts, not " + node.kind(), "mend the file");
      }
    }
    return all;
  }

  private List<Node> items(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && !(node.get() instanceof ListNode)) {
      throw wrong(node.get().at(), "`" + key + "` is no list", "is this the right file?");
    }
    return node.map(list -> ((ListNode) list).items()).orElse(List.of());
  }

  static Tree of(Node node, String what) {
    if (node instanceof MapNode map) {
      return new Tree(map);
    }
    throw wrong(
        node.at(), "`" + what + "` is no map but " + node.kind(), "is this the right file?");
  }

  private static String scalar(Node node, String key) {
    if (node instanceof Scalar scalar) {
      return scalar.text();
    }
    throw wrong(
        node.at(), "`" + key + "` is no text but " + node.kind(), "is this the right file?");
  }

  static ConfigException wrong(Position at, String message, String help) {
    return new ConfigException(
        List.of(new Problem(at, Problem.Kind.BAD_VALUE, message, Optional.of(help))));
  }
}
