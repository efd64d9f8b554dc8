// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.policy.place.Names;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern over names or paths. Immutable; equality is by text; matching takes time linear in the
 * name, whatever the pattern.
 *
 * <p>For names: {@code *} any run of characters, {@code ?} one character, {@code |} between
 * alternatives. Pattern and name are {@linkplain Names#fold folded}, so that case does not count
 * and a look-alike of a name is that name.
 *
 * <p>For paths: {@code *} and {@code ?} stop at a slash, {@code **} does not, and <code>**&#47;
 * </code> also stands for nothing.
 */
public final class Glob {
  /** The longest pattern. */
  public static final int LONGEST = 512;

  private static final int ANY_IN_SEGMENT = -1;
  private static final int ANY = -2;
  private static final int ONE_IN_SEGMENT = -3;
  private static final int ONE = -4;
  private static final int DIRECTORIES = -5;

  private final String text;
  private final List<int[]> alternatives;

  private Glob(String text, List<int[]> alternatives) {
    this.text = text;
    this.alternatives = alternatives;
  }

  /**
   * A pattern over names.
   *
   * @throws IllegalArgumentException if the pattern or an alternative is empty, or it is too long;
   *     the message says so to a person
   */
  public static Glob names(String text) {
    refuseLong(text);
    List<int[]> alternatives = new ArrayList<>();
    for (String alternative : text.split("\\|", -1)) {
      String name = Names.fold(alternative);
      if (name.isEmpty()) {
        throw new IllegalArgumentException("an alternative of `" + text + "` is empty");
      }
      alternatives.add(name.codePoints().map(Glob::nameToken).toArray());
    }
    return new Glob(text, alternatives);
  }

  /**
   * A pattern over paths with forward slashes.
   *
   * @throws IllegalArgumentException if the pattern is empty or too long; the message says so
   */
  public static Glob paths(String text) {
    refuseLong(text);
    if (text.isBlank()) {
      throw new IllegalArgumentException("the pattern is empty");
    }
    return new Glob(text, List.of(pathTokens(text)));
  }

  private static void refuseLong(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("the pattern has more than " + LONGEST + " characters");
    }
  }

  private static int nameToken(int c) {
    return c == '*' ? ANY : c == '?' ? ONE : c;
  }

  private static int[] pathTokens(String text) {
    int[] chars = text.codePoints().toArray();
    int[] tokens = new int[chars.length];
    int count = 0;
    for (int i = 0; i < chars.length; i++) {
      boolean twice = i + 1 < chars.length && chars[i] == '*' && chars[i + 1] == '*';
      boolean startsSegment = i == 0 || chars[i - 1] == '/';
      if (twice && startsSegment && i + 2 < chars.length && chars[i + 2] == '/') {
        tokens[count++] = DIRECTORIES;
        i += 2;
      } else if (twice) {
        tokens[count++] = ANY;
        i++;
      } else {
        tokens[count++] =
            switch (chars[i]) {
              case '*' -> ANY_IN_SEGMENT;
              case '?' -> ONE_IN_SEGMENT;
              default -> chars[i];
            };
      }
    }
    return java.util.Arrays.copyOf(tokens, count);
  }

  /** Whether a name, in whatever disguise, is meant. */
  public boolean matches(String name) {
    return matchesExactly(Names.fold(name));
  }

  /** Whether a path is meant: forward slashes, compared letter by letter. */
  public boolean matchesPath(String path) {
    return matchesExactly(path);
  }

  private boolean matchesExactly(String subject) {
    int[] points = subject.codePoints().toArray();
    for (int[] tokens : alternatives) {
      if (run(tokens, points)) {
        return true;
      }
    }
    return false;
  }

  private static boolean run(int[] tokens, int[] subject) {
    BitSet states = new BitSet(tokens.length + 1);
    reach(tokens, 0, states);
    for (int i = 0; i < subject.length; i++) {
      BitSet next = new BitSet(tokens.length + 1);
      for (int s = states.nextSetBit(0); s >= 0; s = states.nextSetBit(s + 1)) {
        if (s < tokens.length) {
          step(tokens, s, subject[i], next);
        }
      }
      states = next;
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

  private static void step(int[] tokens, int s, int c, BitSet next) {
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
      case ONE -> reach(tokens, s + 1, next);
      case ONE_IN_SEGMENT -> {
        if (c != '/') {
          reach(tokens, s + 1, next);
        }
      }
      default -> {
        if (tokens[s] == c) {
          reach(tokens, s + 1, next);
        }
      }
    }
  }

  /** Whether one of the alternatives is this very name, without any wildcard. */
  public boolean isExactly(String name) {
    int[] points = Names.fold(name).codePoints().toArray();
    return alternatives.stream().anyMatch(tokens -> java.util.Arrays.equals(tokens, points));
  }

  /** Whether there may be a name that both patterns match; a pattern over names only. */
  public boolean overlaps(Glob other) {
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

  /** The pattern as written. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
