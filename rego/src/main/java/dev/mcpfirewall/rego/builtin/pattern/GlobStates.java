// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The states of a glob. One of a number above zero reads a character and goes on to {@link #next};
 * state 0 is the end; forks read nothing and go on to several at once.
 */
final class GlobStates {
  private static final int MAX = 20_000;
  static final int END = 0;

  private final int[] delimiters;
  private final List<GlobParser.Part> reads = new ArrayList<>();
  private final List<int[]> next = new ArrayList<>();
  private final int first;

  GlobStates(List<GlobParser.Part> parts, int[] delimiters) {
    this.delimiters = delimiters;
    state(new GlobParser.Literal(-1), new int[0]);
    first = sequence(parts, END);
  }

  int first() {
    return first;
  }

  int count() {
    return next.size();
  }

  int[] next(int state) {
    return next.get(state);
  }

  /** Whether it reads a character: neither the end nor a fork. */
  boolean reading(int state) {
    return state != END && !(reads.get(state) instanceof GlobParser.AnyOf);
  }

  /** Whether a reading state takes a character. */
  boolean takes(int state, int c) {
    return switch (reads.get(state)) {
      case GlobParser.Literal literal -> literal.codePoint() == c;
      case GlobParser.Single _ -> !delimiter(c);
      case GlobParser.Star star -> star.acrossDelimiters() || !delimiter(c);
      case GlobParser.OneOf oneOf -> (oneOf.characters().indexOf(c) >= 0) != oneOf.negated();
      case GlobParser.Between between ->
          (c >= between.low() && c <= between.high()) != between.negated();
      case GlobParser.AnyOf _ -> false;
    };
  }

  private boolean delimiter(int c) {
    for (int delimiter : delimiters) {
      if (delimiter == c) {
        return true;
      }
    }
    return false;
  }

  private int state(GlobParser.Part reads, int[] next) {
    if (this.next.size() == MAX) {
      throw new LimitExceeded("glob too large");
    }
    this.reads.add(reads);
    this.next.add(next);
    return this.next.size() - 1;
  }

  private int sequence(List<GlobParser.Part> parts, int after) {
    int entry = after;
    for (GlobParser.Part part : parts.reversed()) {
      entry = part(part, entry);
    }
    return entry;
  }

  private int part(GlobParser.Part part, int after) {
    return switch (part) {
      case GlobParser.AnyOf anyOf -> {
        int[] entries =
            anyOf.alternatives().stream().mapToInt(parts -> sequence(parts, after)).toArray();
        yield state(anyOf, entries);
      }
      case GlobParser.Star star -> {
        int[] loop = {0, after};
        int fork = state(new GlobParser.AnyOf(List.of()), loop);
        loop[0] = state(star, new int[] {fork});
        yield fork;
      }
      case GlobParser.Literal _, GlobParser.Single _, GlobParser.OneOf _, GlobParser.Between _ ->
          state(part, new int[] {after});
    };
  }

  /** A set of states, emptied in no time; of one match. */
  static final class Active {
    private final GlobStates states;
    private final int[] members;
    private final int[] index;
    private int size;

    Active(GlobStates states) {
      this.states = states;
      members = new int[states.count()];
      index = new int[states.count()];
      Arrays.fill(index, -1);
    }

    void clear() {
      size = 0;
    }

    int size() {
      return size;
    }

    int at(int i) {
      return members[i];
    }

    boolean contains(int state) {
      int i = index[state];
      return i >= 0 && i < size && members[i] == state;
    }

    /** Adds a state and all that are reached from it without reading. */
    void add(int state) {
      int from = size;
      put(state);
      for (int i = from; i < size; i++) {
        int member = members[i];
        if (!states.reading(member)) {
          for (int reached : states.next(member)) {
            put(reached);
          }
        }
      }
    }

    private void put(int state) {
      if (!contains(state)) {
        index[state] = size;
        members[size++] = state;
      }
    }
  }
}
