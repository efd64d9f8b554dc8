package dev.mcpfirewall.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A phrase as a row of word sets with gaps, such as <code>{drop} .3 {earlier} .2 {orders}</code>:
 * whatever stands between the words (spaces, punctuation, line breaks, markup) does not matter. A
 * place is decided by running a set of states over at most {@value #REACH} words.
 */
final class Phrase {
  private static final int REACH = 24;
  private static final int LONGEST_WORD = 40;

  private final List<Step> steps;

  private Phrase(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * Reads a phrase: <code>{name}</code> is one of that list's words, {@code a|b} one of those, a
   * word ending in {@code *} any word so begun, {@code .3} up to three words of any kind, a trailing
   * {@code ?} makes a step optional.
   */
  static Phrase of(String spelling, Map<String, List<String>> lists) {
    List<Step> steps = new ArrayList<>();
    for (String part : spelling.strip().split(" +")) {
      if (part.startsWith(".")) {
        for (int i = Integer.parseInt(part.substring(1)); i > 0; i--) {
          steps.add(new Step(Set.of(), List.of(), true, true));
        }
        continue;
      }
      boolean optional = part.endsWith("?");
      String words = optional ? part.substring(0, part.length() - 1) : part;
      steps.add(Step.of(words, lists, optional));
    }
    if (steps.isEmpty() || steps.size() > 60 || steps.getFirst().optional) {
      throw new IllegalArgumentException("not a phrase: " + spelling);
    }
    return new Phrase(List.copyOf(steps));
  }

  /** The words, or beginnings of words, one of which begins the phrase. */
  List<String> keywords() {
    TreeSet<String> keywords = new TreeSet<>(steps.getFirst().words);
    keywords.addAll(steps.getFirst().beginnings);
    return List.copyOf(keywords);
  }

  /** Offset behind the phrase that begins with the word at {@code at}, or -1. */
  int end(byte[] text, int at, int to) {
    long states = closure(1);
    int position = at;
    for (int i = 0; i < REACH && states != 0; i++) {
      while (position < to && !isWord(text[position])) {
        position++;
        if (position - at > REACH * LONGEST_WORD) {
          return -1;
        }
      }
      int end = position;
      while (end < to && end - position < LONGEST_WORD && isWord(text[end])) {
        end++;
      }
      if (end == position) {
        return -1;
      }
      states = closure(after(states, word(text, position, end)));
      if ((states & 1L << steps.size()) != 0) {
        return end;
      }
      position = end;
    }
    return -1;
  }

  private long after(long states, String word) {
    long next = 0;
    for (long left = states; left != 0; left &= left - 1) {
      int step = Long.numberOfTrailingZeros(left);
      if (steps.get(step).takes(word)) {
        next |= 1L << step + 1;
      }
    }
    return next;
  }

  private long closure(long states) {
    long all = states;
    for (int i = 0; i < steps.size(); i++) {
      if ((all & 1L << i) != 0 && steps.get(i).optional) {
        all |= 1L << i + 1;
      }
    }
    return all;
  }

  private static String word(byte[] text, int from, int to) {
    String word = Ascii.lower(text, from, to);
    return word.indexOf('\'') < 0 ? word : word.replace("'", "");
  }

  private static boolean isWord(byte b) {
    return Ascii.isAlphanumeric(b) || b < 0 || b == '\'';
  }

  private record Step(Set<String> words, List<String> beginnings, boolean any, boolean optional) {
    static Step of(String spelling, Map<String, List<String>> lists, boolean optional) {
      TreeSet<String> words = new TreeSet<>();
      List<String> beginnings = new ArrayList<>();
      for (String part : spelling.split("\\|")) {
        List<String> alternatives = List.of(part);
        if (part.startsWith("{")) {
          alternatives = lists.get(part.substring(1, part.length() - 1));
          if (alternatives == null) {
            throw new IllegalArgumentException("unknown list in " + spelling);
          }
        }
        for (String word : alternatives) {
          if (word.endsWith("*")) {
            beginnings.add(word.substring(0, word.length() - 1));
          } else {
            words.add(word);
          }
        }
      }
      return new Step(Set.copyOf(words), List.copyOf(beginnings), false, optional);
    }

    boolean takes(String word) {
      if (any || words.contains(word)) {
        return true;
      }
      for (String beginning : beginnings) {
        if (word.startsWith(beginning)) {
          return true;
        }
      }
      return false;
    }
  }
}
