// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Whether two simple expressions ({@code .}, {@code *}, {@code +}, {@code [a-z]}, {@code \c}) have
 * a text in common.
 */
public final class SimpleRegexes {
  private static final long MAX_PAIRS = 16_000_000;

  /** Characters as ranges from, to, from, to …; and whether they may come any number of times. */
  private record Token(int[] ranges, boolean any, boolean starred) {
    boolean meets(Token other) {
      if (any || other.any) {
        return true;
      }
      for (int i = 0; i < ranges.length; i += 2) {
        for (int j = 0; j < other.ranges.length; j += 2) {
          if (ranges[i] <= other.ranges[j + 1] && other.ranges[j] <= ranges[i + 1]) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private final String text;
  private final int[] points;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private SimpleRegexes(String text) {
    this.text = text;
    points = text.codePoints().toArray();
  }

  /**
   * Whether a text that is not empty matches both (or both are empty themselves).
   *
   * @param spend is told of the steps
   * @throws IllegalArgumentException where one is no such expression
   * @throws LimitExceeded where both are too long
   */
  public static boolean intersect(String a, String b, IntConsumer spend) {
    List<Token> first = new SimpleRegexes(a).read();
    List<Token> second = new SimpleRegexes(b).read();
    if (first.isEmpty() && second.isEmpty()) {
      return true;
    }
    long pairs = (first.size() + 1L) * (second.size() + 1L);
    if (pairs > MAX_PAIRS) {
      throw new LimitExceeded("expressions too long to intersect");
    }
    return new Search(first, second, spend).run();
  }

  /** Follows all pairs of places in the two that some text leads to. */
  private static final class Search {
    private final List<Token> first;
    private final List<Token> second;
    private final BitSet reached;
    private final IntConsumer spend;
    private final int width;
    private int[] todo = new int[64];
    private int waiting;

    Search(List<Token> first, List<Token> second, IntConsumer spend) {
      this.spend = spend;
      this.first = first;
      this.second = second;
      width = second.size() + 1;
      reached = new BitSet(2 * width * (first.size() + 1));
    }

    boolean run() {
      reach(0, 0, 0);
      while (waiting > 0) {
        spend.accept(1);
        int state = todo[--waiting];
        int read = state & 1;
        int i = (state >> 1) / width;
        int j = (state >> 1) % width;
        if (i == first.size() && j == second.size() && read == 1) {
          return true;
        }
        step(i, j, read);
      }
      return false;
    }

    private void step(int i, int j, int read) {
      boolean one = i < first.size();
      boolean two = j < second.size();
      if (one && first.get(i).starred()) {
        reach(i + 1, j, read);
      }
      if (two && second.get(j).starred()) {
        reach(i, j + 1, read);
      }
      if (one && two && first.get(i).meets(second.get(j))) {
        reach(first.get(i).starred() ? i : i + 1, second.get(j).starred() ? j : j + 1, 1);
      }
    }

    private void reach(int i, int j, int read) {
      int state = (i * width + j) * 2 + read;
      if (!reached.get(state)) {
        reached.set(state);
        if (waiting == todo.length) {
          todo = java.util.Arrays.copyOf(todo, 2 * waiting);
        }
        todo[waiting++] = state;
      }
    }
  }

  private List<Token> read() {
    while (at < points.length) {
      int c = points[at++];
      Token token =
          switch (c) {
            case '.' -> new Token(new int[0], true, false);
            case '[' -> set();
            case ']' -> throw wrong(at, "set-close ']' with no preceding '['");
            case '*', '+' ->
                throw wrong(
                    at, "flag '" + Character.toString(c) + "' must be preceded by a non-flag");
            case '\\' -> one(escaped());
            default -> one(c);
          };
      repeated(token);
    }
    return tokens;
  }

  private static Token one(int c) {
    return new Token(new int[] {c, c}, false, false);
  }

  private void repeated(Token token) {
    int flag = at < points.length ? points[at] : 0;
    if (flag != '*' && flag != '+') {
      tokens.add(token);
      return;
    }
    at++;
    if (flag == '+') {
      tokens.add(token);
    }
    tokens.add(new Token(token.ranges(), token.any(), true));
  }

  private int escaped() {
    if (at == points.length) {
      throw wrong(at - 1, "input ends with a \\ (escape) character");
    }
    return points[at++];
  }

  private Token set() {
    List<Integer> ranges = new ArrayList<>();
    boolean open = false;
    while (at < points.length) {
      int c = points[at++];
      if (c == ']') {
        return new Token(ranges.stream().mapToInt(i -> i).toArray(), false, false);
      }
      if (c == '-') {
        range(ranges, open);
        open = false;
        continue;
      }
      int member = c == '\\' ? escaped() : c;
      ranges.add(member);
      ranges.add(member);
      open = true;
    }
    throw wrong(at, "found [ without matching ]");
  }

  /** Widens the last character to a range. */
  private void range(List<Integer> ranges, boolean open) {
    if (!open) {
      throw wrong(at, "range character '-' must be preceded by a Unicode character");
    }
    if (at >= points.length - 1) {
      throw wrong(at, "range character '-' must be followed by a Unicode character");
    }
    int c = points[at++];
    if (c == ']' || c == '-') {
      throw wrong(at, "range character '-' cannot be followed by a special symbol");
    }
    int high = c == '\\' ? escaped() : c;
    int low = ranges.getLast();
    if (high < low) {
      throw wrong(
          at,
          "range is out of order: '"
              + Character.toString(high)
              + "' comes before '"
              + Character.toString(low)
              + "' in Unicode");
    }
    ranges.set(ranges.size() - 1, high);
  }

  private IllegalArgumentException wrong(int position, String what) {
    return new IllegalArgumentException(
        "input:" + text + ", pos:" + position + ", " + what + ": the input provided is invalid");
  }
}
