// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

import java.util.Arrays;

/**
 * The things that a text names, each as hashes from the most specific to the most general: an
 * address, its domain; a URL, its parents, its host. For one thread.
 */
public final class Things {
  /** What kind of name a hash stands for; the same letters of another kind are another thing. */
  enum Kind {
    ADDRESS,
    URL,
    HOST,
    PATH,
    DIGITS,
    PHONE,
    TOKEN,
    TEXT
  }

  private static final int USUAL = 256;

  private final KeyedHash hash;
  private byte[] letters = new byte[USUAL];
  private int length;
  private long[] hashes = new long[USUAL];
  private int count;
  private int[] ends = new int[USUAL];
  private int things;

  /** Without any. */
  public Things(KeyedHash hash) {
    this.hash = hash;
  }

  /** Starts the spelling of a name. */
  Things spell(Kind kind) {
    length = 0;
    letters[length++] = (byte) kind.ordinal();
    return this;
  }

  /** The next byte of the name, A to Z in lower case. */
  void add(byte letter) {
    if (length == letters.length) {
      letters = Arrays.copyOf(letters, length * 2);
    }
    letters[length++] = letter >= 'A' && letter <= 'Z' ? (byte) (letter | 0x20) : letter;
  }

  /** The next bytes of the name. */
  void add(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      add(text[i]);
    }
  }

  /** The name as spelt so far is one more, and more general, name of the thing at hand. */
  void name() {
    long value = hash.of(letters, length);
    int first = things == 0 ? 0 : ends[things - 1];
    if (count > first && hashes[count - 1] == value) {
      return;
    }
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, count * 2);
    }
    hashes[count++] = value;
  }

  /** The thing at hand has no more names; without any it is none. */
  void end() {
    if (count == (things == 0 ? 0 : ends[things - 1])) {
      return;
    }
    if (things == ends.length) {
      ends = Arrays.copyOf(ends, things * 2);
    }
    ends[things++] = count;
  }

  /** Forgets all things, to be used for the next text. */
  public void clear() {
    count = 0;
    things = 0;
  }

  /** The number of things. */
  public int size() {
    return things;
  }

  /** Where the names of a thing start; they end where those of the next would start. */
  public int start(int thing) {
    return thing == 0 ? 0 : ends[thing - 1];
  }

  /** A name. */
  public long hash(int at) {
    return hashes[at];
  }
}
