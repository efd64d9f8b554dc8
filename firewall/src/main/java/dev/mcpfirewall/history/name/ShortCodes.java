// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Words that spell something in base64 or hex, too short for a detector to care. What they decode
 * to counts only if all of it can be read, so that hardly any plain word spells something.
 */
final class ShortCodes {
  static final int SHORTEST = 8;

  /** From here on the decoders of {@code detect} find them. */
  private static final int LONGEST = 24;

  private static final byte[] SIXES = new byte[128];

  static {
    Arrays.fill(SIXES, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      SIXES[alphabet.charAt(i)] = (byte) i;
    }
    SIXES['-'] = 62;
    SIXES['_'] = 63;
  }

  private final Sink sink;

  ShortCodes(Sink sink) {
    this.sink = sink;
  }

  /** Told what a word spells. */
  @FunctionalInterface
  interface Sink {
    void accept(byte[] text, int from, int to);
  }

  /** Reads one word. */
  void read(byte[] text, int from, int to) {
    if (to - from > LONGEST || isPlainWord(text, from, to)) {
      return;
    }
    hand(hex(text, from, to));
    hand(base64(text, from, to));
  }

  /** Letters of one case, but perhaps the first: what a code hardly ever looks like. */
  private static boolean isPlainWord(byte[] text, int from, int to) {
    boolean upper = (text[to - 1] & 0x20) == 0;
    for (int i = from; i < to; i++) {
      if (!Letters.isLetter(text[i]) || i > from && (text[i] & 0x20) == 0 != upper) {
        return false;
      }
    }
    return true;
  }

  private void hand(byte @Nullable [] decoded) {
    if (decoded != null && isText(decoded)) {
      sink.accept(decoded, 0, decoded.length);
    }
  }

  private static byte @Nullable [] hex(byte[] text, int from, int to) {
    if ((to - from) % 2 != 0) {
      return null;
    }
    byte[] out = new byte[(to - from) / 2];
    for (int i = 0; i < out.length; i++) {
      int high = Character.digit(text[from + 2 * i], 16);
      int low = Character.digit(text[from + 2 * i + 1], 16);
      int value = low < 0 ? -1 : high * 16 + low;
      if (!isPrintable(value)) {
        return null;
      }
      out[i] = (byte) value;
    }
    return out;
  }

  private static byte @Nullable [] base64(byte[] text, int from, int to) {
    byte[] out = new byte[(to - from) * 3 / 4];
    int size = 0;
    int bits = 0;
    int held = 0;
    for (int i = from; i < to; i++) {
      int six = text[i] < 0 ? -1 : SIXES[text[i]];
      if (six < 0) {
        return null;
      }
      held = held << 6 | six;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        int value = held >> bits & 0xFF;
        if (!isPrintable(value)) {
          return null;
        }
        out[size++] = (byte) value;
      }
    }
    return size == out.length ? out : Arrays.copyOf(out, size);
  }

  private static boolean isPrintable(int value) {
    return value >= ' ' && value != 0x7F;
  }

  private static boolean isText(byte[] decoded) {
    for (byte b : decoded) {
      if (b < 0) {
        return new String(decoded, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
      }
    }
    return true;
  }
}
