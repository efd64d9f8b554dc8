// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.function.Consumer;

/**
 * The ways in which a text may read: as it is, undisguised (compatibility forms, look-alikes,
 * nothing invisible), unescaped (JSON, percent, character references), decoded (base64, hex), one
 * upon another up to three deep. Linear. Safe for use by any thread.
 */
public final class Readings {
  private static final int DEPTH = 3;
  private static final int HIGH = 1;
  private static final int ESCAPES = 2;
  private static final Normaliser NORMALISER = new Normaliser();

  private final Sink sink;
  private long budget;
  private boolean complete = true;

  private Readings(Sink sink, int size) {
    this.sink = sink;
    this.budget = 65_536 + 4L * size;
  }

  /** Told of each reading. */
  @FunctionalInterface
  public interface Sink {
    /**
     * UTF-8 in {@code text[from, to)}; to be read only, and only during the call. What stands far
     * from any disguise may be left out of readings other than the first, a line break in its
     * place.
     */
    void reading(byte[] text, int from, int to);
  }

  /**
   * Hands over every reading of {@code array[from, to)}, the text as it is first.
   *
   * @return false if the text holds so much that is encoded that some was left unread
   */
  public static boolean of(byte[] array, int from, int to, Escaping escaping, Sink sink) {
    Readings readings = new Readings(sink, to - from);
    TextView raw = TextView.of(array, from, to);
    readings.read(escaping == Escaping.JSON ? EscapedText.json(raw) : raw, 0);
    return readings.complete;
  }

  private void read(TextView view, int depth) {
    sink.reading(view.bytes(), view.from(), view.to());
    int signs = signs(view);
    if ((signs & HIGH) != 0) {
      TextView plain = NORMALISER.normalise(view);
      if (plain != view && affordable(plain)) {
        sink.reading(plain.bytes(), plain.from(), plain.to());
        decode(plain, signs(plain), Math.min(DEPTH, depth + 1));
      }
    }
    decode(view, signs, depth);
  }

  private static int signs(TextView view) {
    byte[] bytes = view.bytes();
    int signs = 0;
    for (int i = view.from(); i < view.to(); i++) {
      byte b = bytes[i];
      signs |= b < 0 ? HIGH : b == '\\' || b == '%' || b == '&' ? ESCAPES : 0;
    }
    return signs;
  }

  private void decode(TextView view, int signs, int depth) {
    if (depth == DEPTH) {
      return;
    }
    Consumer<TextView> deeper =
        to -> {
          if (to != view && affordable(to)) {
            read(to, depth + 1);
          }
        };
    if ((signs & ESCAPES) != 0) {
      deeper.accept(EscapedText.foreign(view));
    }
    EncodedRuns.decode(view, deeper);
  }

  private boolean affordable(TextView view) {
    budget -= view.length();
    complete &= budget >= 0;
    return budget >= 0;
  }
}
