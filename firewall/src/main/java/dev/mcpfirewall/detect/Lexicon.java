// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of all phrases, and for each the lists it stands in. A word of a text is looked up by
 * its hash, without a string being made. Filled by one thread, then only read.
 */
final class Lexicon {
  private static final int LONGEST_BEGINNING = 16;

  /** Sets of lists are this many longs. */
  static final int WIDTH = 6;

  private static final int LISTS = 64 * WIDTH;

  private final Map<List<String>, Integer> lists = new HashMap<>();
  private long[] hashes = new long[2048];
  private long[] sets = new long[2048 * WIDTH];
  private int size;
  private long beginningLengths;

  /** The number of a list of words; one ending in an asterisk stands for all that begin so. */
  int list(List<String> words) {
    Integer known = lists.get(words);
    if (known != null) {
      return known;
    }
    int list = lists.size();
    if (list == LISTS) {
      throw new IllegalStateException("more than " + LISTS + " lists of words");
    }
    lists.put(List.copyOf(words), list);
    for (String word : words) {
      add(word, list);
    }
    return list;
  }

  private void add(String word, int list) {
    boolean beginning = word.endsWith("*");
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    int length = beginning ? bytes.length - 1 : bytes.length;
    if (beginning) {
      if (length > LONGEST_BEGINNING) {
        throw new IllegalArgumentException("too long a beginning: " + word);
      }
      beginningLengths |= 1L << length;
    }
    long hash = beginning ? ~0L : 0;
    for (int i = 0; i < length; i++) {
      hash = step(hash, bytes[i]);
    }
    if (size * 2 > hashes.length) {
      grow();
    }
    int slot = slot(hash);
    if (hashes[slot] == 0) {
      hashes[slot] = hash;
      size++;
    }
    sets[slot * WIDTH + (list >> 6)] |= 1L << list;
  }

  private void grow() {
    long[] oldHashes = hashes;
    long[] oldSets = sets;
    hashes = new long[oldHashes.length * 2];
    sets = new long[hashes.length * WIDTH];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldHashes[i] != 0) {
        int slot = slot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        System.arraycopy(oldSets, i * WIDTH, sets, slot * WIDTH, WIDTH);
      }
    }
  }

  private int slot(long hash) {
    int slot = (int) (hash >>> 40) & hashes.length - 1;
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = slot + 1 & hashes.length - 1;
    }
    return slot;
  }

  private static long step(long hash, byte b) {
    return (hash + b) * 0x9E3779B97F4A7C15L ^ hash >>> 29;
  }

  /**
   * Looks a word up.
   *
   * @param into receives the lists it stands in as a set of bits, {@link #WIDTH} longs from {@code
   *     at}
   */
  void look(byte[] text, int from, int to, long[] into, int at) {
    long exact = 0;
    long begun = ~0L;
    Arrays.fill(into, at, at + WIDTH, 0);
    int length = 0;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (b == '\'') {
        continue;
      }
      b = Ascii.lower(b);
      length++;
      exact = step(exact, b);
      if (length <= LONGEST_BEGINNING) {
        begun = step(begun, b);
        if ((beginningLengths & 1L << length) != 0) {
          join(slot(begun), into, at);
        }
      }
    }
    join(slot(exact), into, at);
  }

  private void join(int slot, long[] into, int at) {
    if (hashes[slot] != 0) {
      for (int i = 0; i < WIDTH; i++) {
        into[at + i] |= sets[slot * WIDTH + i];
      }
    }
  }

  /** The words and beginnings of a list's members, as keywords. */
  static List<String> keywords(List<String> words) {
    List<String> keywords = new ArrayList<>();
    for (String word : words) {
      keywords.add(word.endsWith("*") ? word.substring(0, word.length() - 1) : word);
    }
    return keywords;
  }
}
