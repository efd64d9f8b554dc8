// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * A compiled glob: {@code *}, {@code **}, {@code ?}, {@code [a-z]}, {@code [!abc]}, {@code {a,b}},
 * {@code \c}. Immutable and thread-safe.
 *
 * <p>All ways to match are followed at once, so a match takes time linear in the text: up to 64
 * reading states as bits of a number, more as a set.
 */
public final class Glob {
  private static final int ASCII = 128;

  /** So many characters are looked at between two payments. */
  private static final int SLICE = 4_096;

  private final GlobStates states;
  private final String prefix;
  private final boolean small;
  private final long start;
  private final boolean startEnds;
  private final long ending;
  private final long[] follow;
  private final long[] takers;
  private final int[] stateOfBit;

  private Glob(GlobStates states, String prefix) {
    this.states = states;
    this.prefix = prefix;
    int[] bitOf = new int[states.count()];
    int bits = 0;
    for (int state = 0; state < states.count(); state++) {
      bitOf[state] = states.reading(state) ? bits++ : -1;
    }
    small = bits <= Long.SIZE;
    stateOfBit = new int[small ? bits : 0];
    follow = new long[stateOfBit.length];
    takers = new long[small ? ASCII : 0];
    GlobStates.Active reached = new GlobStates.Active(states);
    start = small ? closure(states.first(), bitOf, reached) : 0;
    startEnds = small && reached.contains(GlobStates.END);
    ending = small ? prepare(bitOf, reached) : 0;
  }

  private long prepare(int[] bitOf, GlobStates.Active reached) {
    long ends = 0;
    for (int state = 0; state < bitOf.length; state++) {
      int bit = bitOf[state];
      if (bit < 0) {
        continue;
      }
      stateOfBit[bit] = state;
      follow[bit] = closure(states.next(state)[0], bitOf, reached);
      ends |= reached.contains(GlobStates.END) ? 1L << bit : 0;
      for (int c = 0; c < ASCII; c++) {
        takers[c] |= states.takes(state, c) ? 1L << bit : 0;
      }
    }
    return ends;
  }

  private static long closure(int state, int[] bitOf, GlobStates.Active reached) {
    reached.clear();
    reached.add(state);
    long closure = 0;
    for (int i = 0; i < reached.size(); i++) {
      int bit = bitOf[reached.at(i)];
      closure |= bit >= 0 ? 1L << bit : 0;
    }
    return closure;
  }

  /**
   * Compiles a glob.
   *
   * @param delimiters the characters that {@code *} and {@code ?} stop at
   * @throws IllegalArgumentException where it is none
   */
  public static Glob compile(String glob, int... delimiters) {
    List<GlobParser.Part> parts = GlobParser.parse(glob);
    StringBuilder prefix = new StringBuilder();
    int literals = 0;
    while (literals < parts.size() && parts.get(literals) instanceof GlobParser.Literal literal) {
      prefix.appendCodePoint(literal.codePoint());
      literals++;
    }
    GlobStates states = new GlobStates(parts.subList(literals, parts.size()), delimiters.clone());
    return new Glob(states, prefix.toString());
  }

  /** Whether a whole text matches; {@code spend} is told of the steps while they are done. */
  public boolean matches(String text, IntConsumer spend) {
    if (!text.startsWith(prefix)) {
      return false;
    }
    return small ? withBits(text, spend) : withSets(text, spend);
  }

  private boolean withBits(String text, IntConsumer spend) {
    long active = start;
    boolean ends = startEnds;
    int at = prefix.length();
    int paid = at;
    while (at < text.length()) {
      if (at >= paid) {
        paid = Math.min(at + SLICE, text.length());
        spend.accept(1 + (paid - at) / 32);
      }
      char c = text.charAt(at);
      long taken;
      if (c < ASCII) {
        taken = active & takers[c];
        at++;
      } else {
        int codePoint = text.codePointAt(at);
        taken = takers(active, codePoint);
        at += Character.charCount(codePoint);
      }
      if (taken == 0) {
        return false;
      }
      ends = (taken & ending) != 0;
      active = 0;
      for (long rest = taken; rest != 0; rest &= rest - 1) {
        active |= follow[Long.numberOfTrailingZeros(rest)];
      }
    }
    return ends;
  }

  private long takers(long active, int codePoint) {
    long taken = 0;
    for (long rest = active; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      taken |= states.takes(stateOfBit[bit], codePoint) ? 1L << bit : 0;
    }
    return taken;
  }

  private boolean withSets(String text, IntConsumer spend) {
    GlobStates.Active now = new GlobStates.Active(states);
    GlobStates.Active then = new GlobStates.Active(states);
    now.add(states.first());
    int at = prefix.length();
    while (at < text.length() && now.size() > 0) {
      spend.accept(1 + now.size() / 16);
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      then.clear();
      for (int i = 0; i < now.size(); i++) {
        int state = now.at(i);
        if (states.reading(state) && states.takes(state, c)) {
          then.add(states.next(state)[0]);
        }
      }
      GlobStates.Active spare = now;
      now = then;
      then = spare;
    }
    return now.contains(GlobStates.END);
  }

  /** A glob that matches exactly a text. */
  public static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("*?\\[]{}".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}
