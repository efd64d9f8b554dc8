// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/**
 * Reads a passage whose keyword is disguised as a person would puzzle it out: ROT13, backwards,
 * letters spaced apart, digits for letters. What the passage then says is scanned again; a match
 * covers the passage.
 */
record DisguiseFinder(Rule rule) implements Finder {
  private static final int REACH = 400;
  private static final String LEET = "013457@$!";
  private static final String LETTERS = "oieastasi";

  @Override
  public int examine(Scan scan, int keywordStart, int keywordEnd) {
    byte[] text = scan.text();
    int from = edge(text, keywordStart, Math.max(scan.from(), keywordStart - REACH), -1);
    int to = edge(text, keywordEnd, Math.min(scan.to(), keywordEnd + REACH), 1);
    byte[] passage = new byte[to - from];
    int size = read(text, from, to, keywordStart, keywordEnd, passage);
    scan.readAgain(from, to, passage, size);
    return to;
  }

  /** The end of the line, or as far as is looked. */
  private static int edge(byte[] text, int at, int limit, int step) {
    int edge = at;
    while (edge != limit && text[step > 0 ? edge : edge - 1] != '\n') {
      edge += step;
    }
    return edge;
  }

  private static int read(byte[] text, int from, int to, int start, int end, byte[] into) {
    boolean digits = false;
    for (int i = start; i < end; i++) {
      digits |= Ascii.isDigit(text[i]);
    }
    if (digits) {
      return unleet(text, from, to, into);
    }
    if (text[start + 1] == ' ') {
      return closeUp(text, from, to, into);
    }
    byte first = Ascii.lower(text[start]);
    boolean cipher = first == 'v' || first == 'q' || first == 'c' || first == 'f';
    return cipher ? rotate(text, from, to, into) : reverse(text, from, to, into);
  }

  private static int unleet(byte[] text, int from, int to, byte[] into) {
    for (int i = from; i < to; i++) {
      int index = LEET.indexOf(text[i]);
      into[i - from] = index < 0 ? text[i] : (byte) LETTERS.charAt(index);
    }
    return to - from;
  }

  /** Leaves single spaces out and makes one of several. */
  private static int closeUp(byte[] text, int from, int to, byte[] into) {
    int size = 0;
    int spaces = 0;
    for (int i = from; i < to; i++) {
      if (text[i] == ' ') {
        spaces++;
        continue;
      }
      if (spaces > 1) {
        into[size++] = ' ';
      }
      spaces = 0;
      into[size++] = text[i];
    }
    return size;
  }

  private static int rotate(byte[] text, int from, int to, byte[] into) {
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (Ascii.isLetter(b)) {
        b += (byte) ((b & 0x1F) <= 13 ? 13 : -13);
      }
      into[i - from] = b;
    }
    return to - from;
  }

  private static int reverse(byte[] text, int from, int to, byte[] into) {
    for (int i = from; i < to; i++) {
      into[to - 1 - i] = text[i];
    }
    return to - from;
  }
}
