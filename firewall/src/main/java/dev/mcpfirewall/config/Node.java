// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import java.util.List;
import java.util.Optional;

/** A piece of configuration and where it stands. Immutable; keys of a map are unique. */
public sealed interface Node {
  /** Where it starts. */
  Position at();

  /** What a person would call it in an error: {@code a map}, {@code a list}, {@code text}. */
  String kind();

  /**
   * Keys and values.
   *
   * @param entries in the order of the file; no key twice
   */
  record MapNode(Position at, List<Entry> entries) implements Node {
    public MapNode {
      entries = List.copyOf(entries);
    }

    /** The value of {@code key}, if the key is there. */
    public Optional<Node> get(String key) {
      return entries.stream()
          .filter(entry -> entry.key().text().equals(key))
          .map(Entry::value)
          .findFirst();
    }

    @Override
    public String kind() {
      return "a map";
    }
  }

  /** One line of a map. */
  record Entry(Scalar key, Node value) {}

  /** Values in order. */
  record ListNode(Position at, List<Node> items) implements Node {
    public ListNode {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A single value, as text. What it means (a number, a switch) is for the reader of the key to
   * say, so that {@code no} and {@code on} never turn into something else behind one's back.
   *
   * @param text the value, quotes and escapes resolved
   * @param plain whether it stood without quotes
   */
  record Scalar(Position at, String text, boolean plain) implements Node {
    /** Whether nothing was written, or one of YAML 1.2's words for nothing. */
    public boolean isNull() {
      return plain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    @Override
    public String kind() {
      return isNull() ? "nothing" : "`" + text + "`";
    }
  }
}
