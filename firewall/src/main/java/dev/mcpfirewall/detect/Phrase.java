// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * A phrase as a row of word lists with gaps, such as <code>{drop} .3 {earlier} .2 {orders}</code>:
 * whatever stands between the words (spaces, punctuation, line breaks, markup) does not matter. A
 * place is decided by running a set of states over at most {@value #REACH} words.
 */
final class Phrase {
  /** How many words a phrase may span. */
  static final int REACH = 24;

  private static final int ANY = -1;

  private final int[] lists;
  private final long optional;
  private final int anchor;
  private final List<String> keywords;
  private final boolean whole;

  private Phrase(int[] lists, long optional, int anchor, List<String> words) {
    this.lists = lists;
    this.optional = optional;
    this.anchor = anchor;
    this.keywords = Lexicon.keywords(words);
    this.whole = keywords.equals(words);
  }

  /**
   * Reads a phrase: {@code a|b} is one of those words (a rule file may name the list: <code>{name}
   * </code>), a word ending in {@code *} any word so begun, {@code .3} up to three words of any
   * kind. A trailing {@code ?} makes a step optional; a leading {@code ^} marks the step whose
   * words bring the phrase up, which else is the first.
   */
  static Phrase of(String spelling, Lexicon lexicon) {
    List<Integer> lists = new ArrayList<>();
    long optional = 0;
    int anchor = 0;
    List<String> keywords = List.of();
    for (String part : Split.at(spelling, ' ')) {
      if (part.charAt(0) == '.') {
        for (int i = Integer.parseInt(part.substring(1)); i > 0; i--) {
          optional |= 1L << lists.size();
          lists.add(ANY);
        }
        continue;
      }
      boolean marked = part.charAt(0) == '^';
      boolean maybe = part.endsWith("?");
      List<String> words =
          Split.at(part.substring(marked ? 1 : 0, part.length() - (maybe ? 1 : 0)), '|');
      if (marked || lists.isEmpty()) {
        anchor = lists.size();
        keywords = words;
      }
      optional |= maybe ? 1L << lists.size() : 0;
      lists.add(lexicon.list(words));
    }
    if (lists.isEmpty() || lists.size() > 60 || (optional & 1L << anchor) != 0) {
      throw new IllegalArgumentException("not a phrase: " + spelling);
    }
    int[] steps = new int[lists.size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = lists.get(i);
    }
    return new Phrase(steps, optional, anchor, keywords);
  }

  /** The words, or beginnings of words, that bring the phrase up. */
  List<String> keywords() {
    return keywords;
  }

  /** Whether its keywords are whole words, none only the beginning of one. */
  boolean isWhole() {
    return whole;
  }

  /** Offset behind the phrase whose keyword is the word at {@code at}, or -1. */
  int end(Words words, int at) {
    int first = words.at(at);
    if (!words.isIn(first, lists[anchor])) {
      return -1;
    }
    int last = lists.length;
    long states = closure(1L << anchor + 1);
    if ((states & 1L << last) != 0) {
      return words.end(first);
    }
    for (int i = first + 1; i < first + REACH && words.has(i); i++) {
      long next = 0;
      for (long left = states; left != 0; left &= left - 1) {
        int step = Long.numberOfTrailingZeros(left);
        if (lists[step] == ANY || words.isIn(i, lists[step])) {
          next |= 1L << step + 1;
        }
      }
      states = closure(next);
      if ((states & 1L << last) != 0) {
        return words.end(i);
      }
      if (states == 0) {
        return -1;
      }
    }
    return -1;
  }

  /** Offset of the phrase whose keyword is the word at {@code at}, or -1; looks backwards. */
  int start(Words words, int at) {
    // Bit i: steps before i are still to be found.
    long states = closureBack(1L << anchor);
    int position = at;
    for (int i = 0; i < REACH && (states & 1) == 0; i++) {
      int before = words.before(position);
      if (before < 0) {
        return -1;
      }
      long next = 0;
      for (long left = states; left != 0; left &= left - 1) {
        int step = Long.numberOfTrailingZeros(left) - 1;
        if (lists[step] == ANY || words.isWordIn(before, lists[step])) {
          next |= 1L << step;
        }
      }
      if (next == 0) {
        return -1;
      }
      states = closureBack(next);
      position = before;
    }
    return position;
  }

  private long closure(long states) {
    long all = states;
    for (int i = anchor; i < lists.length; i++) {
      if ((all & optional & 1L << i) != 0) {
        all |= 1L << i + 1;
      }
    }
    return all;
  }

  private long closureBack(long states) {
    long all = states;
    for (int i = anchor; i > 0; i--) {
      if ((all & 1L << i) != 0 && (optional & 1L << i - 1) != 0) {
        all |= 1L << i - 1;
      }
    }
    return all;
  }
}
