// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads a glob as gobwas/glob does, oddities included: a brace left open is closed by the end, a
 * bracket or brace that closes nothing is a character, a comma counts only inside braces.
 */
final class GlobParser {
  private static final int MAX_DEPTH = 100;
  private static final int END = -1;

  /** A part of a glob. */
  sealed interface Part {}

  /** One character. */
  record Literal(int codePoint) implements Part {}

  /** {@code ?}: one character that is no delimiter. */
  record Single() implements Part {}

  /** {@code *} and {@code **}. */
  record Star(boolean acrossDelimiters) implements Part {}

  /** {@code [abc]} and {@code [!abc]}, whatever the delimiters. */
  record OneOf(String characters, boolean negated) implements Part {}

  /** {@code [a-z]} and {@code [!a-z]}, whatever the delimiters. */
  record Between(int low, int high, boolean negated) implements Part {}

  /** {@code {a,b}}. */
  record AnyOf(List<List<Part>> alternatives) implements Part {}

  private final String text;
  private int at;

  private GlobParser(String text) {
    this.text = text;
  }

  static List<Part> parse(String glob) {
    return new GlobParser(glob).run();
  }

  private List<Part> run() {
    List<Part> root = new ArrayList<>();
    Deque<List<List<Part>>> open = new ArrayDeque<>();
    List<Part> current = root;
    while (true) {
      int c = read();
      if (c == END) {
        return root;
      }
      if (c == '{') {
        if (open.size() == MAX_DEPTH) {
          throw new LimitExceeded("glob nests too deeply");
        }
        List<List<Part>> alternatives = new ArrayList<>();
        current.add(new AnyOf(alternatives));
        current = new ArrayList<>();
        alternatives.add(current);
        open.push(alternatives);
      } else if (c == ',' && !open.isEmpty()) {
        current = new ArrayList<>();
        open.getFirst().add(current);
      } else if (c == '}' && !open.isEmpty()) {
        open.pop();
        current = open.isEmpty() ? root : open.getFirst().getLast();
      } else {
        part(c, current);
      }
    }
  }

  private void part(int c, List<Part> into) {
    switch (c) {
      case '[' -> into.add(range());
      case '?' -> into.add(new Single());
      case '*' -> {
        boolean two = peek() == '*';
        at += two ? 1 : 0;
        into.add(new Star(two));
      }
      case '\\' -> {
        int escaped = read();
        if (escaped != END) {
          into.add(new Literal(escaped));
        }
      }
      default -> into.add(new Literal(c));
    }
  }

  private Part range() {
    int first = must();
    boolean negated = first == '!';
    if (negated) {
      first = must();
    }
    if (peek() == '-') {
      at++;
      int high = must();
      if (high < first) {
        throw new IllegalArgumentException(
            "hi character '"
                + Character.toString(high)
                + "' should be greater than lo '"
                + Character.toString(first)
                + "'");
      }
      close();
      return new Between(first, high, negated);
    }
    at -= Character.charCount(first);
    StringBuilder characters = new StringBuilder();
    while (peek() != END && peek() != ']') {
      int c = read();
      c = c == '\\' ? read() : c;
      if (c != END) {
        characters.appendCodePoint(c);
      }
    }
    close();
    if (characters.isEmpty()) {
      throw new IllegalArgumentException("could not parse range");
    }
    return new OneOf(characters.toString(), negated);
  }

  private void close() {
    if (must() != ']') {
      throw new IllegalArgumentException("expected close range character");
    }
  }

  private int must() {
    int c = read();
    if (c == END) {
      throw new IllegalArgumentException("unexpected end of input");
    }
    return c;
  }

  private int peek() {
    return at < text.length() ? text.codePointAt(at) : END;
  }

  private int read() {
    int c = peek();
    at += c == END ? 0 : Character.charCount(c);
    return c;
  }
}
