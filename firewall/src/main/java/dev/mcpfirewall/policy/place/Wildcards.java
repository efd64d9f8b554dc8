// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A compiled pattern with wildcards. Immutable. Matching takes time linear in the text, whatever
 * the pattern.
 *
 * <p>{@code *} is any run of characters and {@code ?} one. In texts and paths there are also {@code
 * [a-z]}, {@code [!a-z]} and <code>{a,b}</code>; a bracket stands for itself as {@code [[]}, a
 * brace without a comma for itself. In paths, and in the host of a URL, all of these stop at a
 * slash; {@code **} does not, and <code>**&#47;</code> also stands for nothing.
 */
public final class Wildcards {
  private static final int MOST_ALTERNATIVES = 128;

  private static final int ANY_IN_SEGMENT = -1;
  private static final int ANY = -2;
  private static final int ONE_IN_SEGMENT = -3;
  private static final int ONE = -4;
  private static final int DIRECTORIES = -5;
  private static final int CLASSES = -10;

  private final List<int[]> alternatives;
  private final List<CharacterClass> classes;

  /** For each alternative the longest text without wildcards: without it, nothing matches. */
  private final String[] needed;

  private Wildcards(List<int[]> alternatives, List<CharacterClass> classes) {
    this.alternatives = List.copyOf(alternatives);
    this.classes = List.copyOf(classes);
    this.needed = alternatives.stream().map(Wildcards::longest).toArray(String[]::new);
  }

  private static String longest(int[] tokens) {
    int start = 0;
    int from = 0;
    int length = 0;
    for (int i = 0; i <= tokens.length; i++) {
      if (i == tokens.length || tokens[i] < 0) {
        if (i - start > length) {
          from = start;
          length = i - start;
        }
        start = i + 1;
      }
    }
    return new String(tokens, from, length);
  }

  /** A pattern over names: {@code *} and {@code ?} only; one of these must match. */
  public static Wildcards names(List<String> alternatives) {
    return new Wildcards(
        alternatives.stream()
            .map(name -> name.codePoints().map(Wildcards::name).toArray())
            .toList(),
        List.of());
  }

  /**
   * A pattern over any text.
   *
   * @throws IllegalArgumentException if a brace or bracket is left open, or it has too many
   *     alternatives; the message says so to a person
   */
  public static Wildcards text(String pattern) {
    return compile(pattern, alternative -> 0);
  }

  /**
   * A pattern over paths with forward slashes.
   *
   * @throws IllegalArgumentException as for {@link #text}
   */
  public static Wildcards path(String pattern) {
    return compile(pattern, alternative -> Integer.MAX_VALUE);
  }

  /**
   * A pattern over URLs: in front of the path, wildcards stop at slashes.
   *
   * @throws IllegalArgumentException as for {@link #text}
   */
  static Wildcards url(String pattern) {
    return compile(pattern, Wildcards::hostEnd);
  }

  private static int hostEnd(String url) {
    int host = url.indexOf("://");
    int end = host < 0 ? -1 : url.indexOf('/', host + 3);
    return end < 0 ? Integer.MAX_VALUE : url.codePointCount(0, end);
  }

  /** With how many characters, from the start, of each alternative are read as a path. */
  private static Wildcards compile(String pattern, ToIntFunction<String> segmented) {
    List<int[]> alternatives = new ArrayList<>();
    List<CharacterClass> classes = new ArrayList<>();
    for (String alternative : Alternatives.of(pattern, MOST_ALTERNATIVES)) {
      alternatives.add(tokens(alternative, segmented.applyAsInt(alternative), classes));
    }
    return new Wildcards(alternatives, classes);
  }

  private static int name(int c) {
    return c == '*' ? ANY : c == '?' ? ONE : c;
  }

  private static int[] tokens(String text, int segmented, List<CharacterClass> classes) {
    int[] chars = text.codePoints().toArray();
    int[] tokens = new int[chars.length];
    int count = 0;
    for (int i = 0; i < chars.length; i++) {
      boolean inPath = i < segmented;
      boolean twice = i + 1 < chars.length && chars[i] == '*' && chars[i + 1] == '*';
      boolean startsSegment = i == 0 || chars[i - 1] == '/';
      if (inPath && twice && startsSegment && i + 2 < chars.length && chars[i + 2] == '/') {
        tokens[count++] = DIRECTORIES;
        i += 2;
      } else if (twice) {
        tokens[count++] = ANY;
        i++;
      } else if (chars[i] == '[') {
        CharacterClass read = CharacterClass.read(chars, i, inPath);
        tokens[count++] = CLASSES - classes.size();
        classes.add(read);
        i = read.end();
      } else {
        tokens[count++] =
            switch (chars[i]) {
              case '*' -> inPath ? ANY_IN_SEGMENT : ANY;
              case '?' -> inPath ? ONE_IN_SEGMENT : ONE;
              default -> chars[i];
            };
      }
    }
    return Arrays.copyOf(tokens, count);
  }

  /** Whether the whole text is of this form. */
  public boolean matches(String text) {
    int[] points = null;
    for (int i = 0; i < needed.length; i++) {
      if (text.contains(needed[i])) {
        points = points == null ? text.codePoints().toArray() : points;
        if (run(alternatives.get(i), points)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean run(int[] tokens, int[] subject) {
    boolean literal = tokens.length > 0 && tokens[0] >= 0;
    if (literal && (subject.length == 0 || subject[0] != tokens[0])) {
      return false;
    }
    BitSet states = new BitSet(tokens.length + 1);
    BitSet next = new BitSet(tokens.length + 1);
    reach(tokens, 0, states);
    for (int i = 0; i < subject.length && !states.isEmpty(); i++) {
      next.clear();
      for (int s = states.nextSetBit(0); s >= 0; s = states.nextSetBit(s + 1)) {
        if (s < tokens.length) {
          step(tokens, s, subject[i], next);
        }
      }
      BitSet spare = states;
      states = next;
      next = spare;
    }
    return states.get(tokens.length);
  }

  /** Adds the state and those reached from it without reading anything. */
  private static void reach(int[] tokens, int state, BitSet states) {
    int s = state;
    states.set(s);
    while (s < tokens.length && isRepeat(tokens[s])) {
      states.set(++s);
    }
  }

  private static boolean isRepeat(int token) {
    return token == ANY || token == ANY_IN_SEGMENT || token == DIRECTORIES;
  }

  private void step(int[] tokens, int s, int c, BitSet next) {
    switch (tokens[s]) {
      case ANY -> reach(tokens, s, next);
      case ANY_IN_SEGMENT -> {
        if (c != '/') {
          reach(tokens, s, next);
        }
      }
      // Within directories: stay without the way out, until a slash opens it again.
      case DIRECTORIES -> {
        if (c == '/') {
          reach(tokens, s, next);
        } else {
          next.set(s);
        }
      }
      default -> {
        if (isOne(tokens[s], c)) {
          reach(tokens, s + 1, next);
        }
      }
    }
  }

  private boolean isOne(int token, int c) {
    return switch (token) {
      case ONE -> true;
      case ONE_IN_SEGMENT -> c != '/';
      default -> token <= CLASSES ? classes.get(CLASSES - token).has(c) : token == c;
    };
  }

  /** Whether one of the alternatives is this very name, without any wildcard. */
  public boolean isExactly(String name) {
    int[] points = name.codePoints().toArray();
    return alternatives.stream().anyMatch(tokens -> Arrays.equals(tokens, points));
  }

  /** Whether there may be a name that both patterns match; patterns over names only. */
  public boolean overlaps(Wildcards other) {
    return alternatives.stream()
        .anyMatch(a -> other.alternatives.stream().anyMatch(b -> meet(a, b)));
  }

  private static boolean meet(int[] a, int[] b) {
    boolean[] row = new boolean[b.length + 1];
    for (int i = a.length; i >= 0; i--) {
      boolean[] above = row;
      row = new boolean[b.length + 1];
      for (int j = b.length; j >= 0; j--) {
        boolean starA = i < a.length && isRepeat(a[i]);
        boolean starB = j < b.length && isRepeat(b[j]);
        row[j] =
            i == a.length && j == b.length
                || starA && (above[j] || j < b.length && row[j + 1])
                || starB && (row[j + 1] || i < a.length && above[j])
                || i < a.length && j < b.length && sameOne(a[i], b[j]) && above[j + 1];
      }
    }
    return row[0];
  }

  private static boolean sameOne(int a, int b) {
    return a == b || a == ONE || b == ONE;
  }
}
