// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/**
 * The words of a text from some place on, each looked up once however many phrases ask for it. For
 * one thread.
 */
final class Words {
  private static final int KEPT = 64;
  private static final int LONGEST_WORD = 40;
  private static final int LONGEST_GAP = 64;

  private final Lexicon lexicon;
  private final byte[] text;
  private final int from;
  private final int to;
  private final int[] starts = new int[KEPT];
  private final int[] ends = new int[KEPT];
  private final long[] lists = new long[Lexicon.WIDTH * KEPT];
  private final long[] single = new long[Lexicon.WIDTH];
  private int singleAt = -1;
  private int last;
  private int count;

  Words(Lexicon lexicon, byte[] text, int from, int to) {
    this.lexicon = lexicon;
    this.text = text;
    this.from = from;
    this.to = to;
  }

  /** The number of the word that begins at {@code start}; numbers are good until the next call. */
  int at(int start) {
    for (int i = last; i < count && i < KEPT - Phrase.REACH; i++) {
      if (starts[i] >= start) {
        if (starts[i] == start) {
          last = i;
          return i;
        }
        break;
      }
    }
    last = 0;
    count = 0;
    add(start);
    return 0;
  }

  /** Whether there is a word {@code index}, near enough to the one before. */
  boolean has(int index) {
    while (count <= index) {
      if (count == 0 || count == KEPT) {
        return false;
      }
      int start = ends[count - 1];
      int limit = Math.min(to, start + LONGEST_GAP);
      while (start < limit && !isWordAt(text, start, from)) {
        start++;
      }
      if (start == limit) {
        return false;
      }
      add(start);
    }
    return true;
  }

  boolean isIn(int index, int list) {
    return (lists[Lexicon.WIDTH * index + (list >> 6)] & 1L << list) != 0;
  }

  int end(int index) {
    return ends[index];
  }

  /** Start of the word before {@code start}, or -1. */
  int before(int start) {
    int end = start;
    int limit = Math.max(from, start - LONGEST_GAP);
    while (end > limit && !isWordAt(text, end - 1, from)) {
      end--;
    }
    if (end == limit) {
      return -1;
    }
    int begin = end;
    while (begin > from && end - begin < LONGEST_WORD && isWordAt(text, begin - 1, from)) {
      begin--;
    }
    return begin;
  }

  /** Whether the single word at {@code start} stands in the list. */
  boolean isWordIn(int start, int list) {
    if (singleAt != start) {
      lexicon.look(text, start, endOf(start), single, 0);
      singleAt = start;
    }
    return (single[list >> 6] & 1L << list) != 0;
  }

  private void add(int start) {
    int end = endOf(start);
    starts[count] = start;
    ends[count] = end;
    lexicon.look(text, start, end, lists, Lexicon.WIDTH * count);
    count++;
  }

  private int endOf(int start) {
    int end = start;
    while (end < to && end - start < LONGEST_WORD && isWordAt(text, end, from)) {
      end++;
    }
    return end;
  }

  /**
   * Whether the byte at {@code at} belongs to a word: an ASCII letter, digit or apostrophe, or part
   * of a character beyond ASCII that is not one of the spaces, dashes, quotes and invisible
   * characters of U+00A0 to U+00BF, U+2000 to U+207F and U+3000 to U+303F.
   */
  static boolean isWordAt(byte[] text, int at, int from) {
    byte b = text[at];
    if (b >= 0) {
      return Ascii.isAlphanumeric(b) || b == '\'';
    }
    int lead = at;
    while (lead > from && lead > at - 3 && (text[lead] & 0xC0) == 0x80) {
      lead--;
    }
    int second = lead + 1 < text.length ? text[lead + 1] & 0xFF : 0;
    return switch (text[lead] & 0xFF) {
      case 0xC2 -> false;
      case 0xE2 -> second != 0x80 && second != 0x81;
      case 0xE3 -> second != 0x80;
      default -> true;
    };
  }
}
