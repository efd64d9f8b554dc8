// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Short texts that are a value as a whole: the name of a payee, of a channel, a subject. In one
 * spelling: lower case, one space where there are several, no punctuation around. What is one
 * common word, or named by another kind, is none.
 */
final class Values {
  private static final int SHORTEST = 4;
  private static final int LONGEST = 256;

  /** Bytes of a text that is still looked at as a whole: escapes make it longer than it is. */
  private static final int LONGEST_WRITTEN = 1000;

  private final Things into;

  Values(Things into) {
    this.into = into;
  }

  /**
   * Names the text, if it is short enough.
   *
   * @param split whether to name the values in it also: between quotes, bars, tabs and line ends,
   *     and after a colon
   */
  void read(byte[] text, int from, int to, boolean split) {
    if (to - from <= LONGEST_WRITTEN) {
      value(text, from, to);
    }
    if (split) {
      fields(text, from, to);
    }
  }

  private void fields(byte[] text, int from, int to) {
    int start = from;
    int afterColon = -1;
    for (int i = from; i <= to; i++) {
      boolean end = i == to || isBorder(text[i]);
      if (!end) {
        if (text[i] == ':' && afterColon < 0 && i + 1 < to && text[i + 1] == ' ') {
          afterColon = i + 2;
        }
        continue;
      }
      boolean key = i + 1 < to && text[i] == '"' && text[i + 1] == ':' && isWord(text, start, i);
      if (!key && i - start <= LONGEST_WRITTEN && i - start < to - from) {
        value(text, start, i);
      }
      if (afterColon > start && i - afterColon <= LONGEST_WRITTEN) {
        value(text, afterColon, i);
      }
      start = i + 1;
      afterColon = -1;
    }
  }

  private static boolean isWord(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == ' ') {
        return false;
      }
    }
    return true;
  }

  private static boolean isBorder(byte b) {
    return b == '\n' || b == '\r' || b == '\t' || b == '"' || b == '|';
  }

  private void value(byte[] text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isAround(text[start])) {
      start++;
    }
    while (end > start && isAround(text[end - 1])) {
      end--;
    }
    if (end - start < SHORTEST) {
      return;
    }
    int seen = 0;
    boolean words = false;
    boolean joined = false;
    for (int i = start; i < end; i++) {
      seen |= Letters.of(text[i]);
      words |= text[i] == ' ' || text[i] == '\n';
      joined |= text[i] == '-' || text[i] == '_';
    }
    if ((seen & Letters.HIGH) != 0) {
      folded(text, start, end);
    } else if ((seen & Letters.LETTER) != 0 && (words || isName(text, start, end, seen, joined))) {
      spell(text, start, end);
    }
  }

  /** Whether one word is a name of something that no other kind names. */
  private static boolean isName(byte[] text, int from, int to, int seen, boolean joined) {
    if ((seen & (Letters.AT | Letters.SLASH | Letters.DOT | Letters.COLON)) != 0) {
      return false;
    }
    if ((seen & Letters.DIGIT) != 0) {
      // Longer ones are tokens.
      return !joined && to - from > SHORTEST + 1 && to - from < Tokens.SHORTEST;
    }
    String word =
        new String(text, from, to - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    int start = 0;
    for (int i = 0; i <= word.length(); i++) {
      if (i == word.length() || word.charAt(i) == '-' || word.charAt(i) == '_') {
        if (i - start >= SHORTEST && !CommonWords.contains(word.substring(start, i))) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  private void spell(byte[] text, int from, int to) {
    into.spell(Things.Kind.TEXT);
    int length = 0;
    boolean space = false;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (b >= 0 && b <= ' ') {
        space = length > 0;
        continue;
      }
      if (space) {
        into.add((byte) ' ');
        length++;
        space = false;
      }
      into.add(b);
      length++;
      if (length > LONGEST) {
        return;
      }
    }
    into.name();
    into.end();
  }

  private void folded(byte[] text, int from, int to) {
    String written = new String(text, from, to - from, StandardCharsets.UTF_8);
    String folded = Normalizer.normalize(written, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    byte[] bytes = folded.strip().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 1) {
      spell(bytes, 0, bytes.length);
    }
  }

  private static boolean isAround(byte b) {
    return b >= 0 && !Letters.isAlphanumeric(b);
  }
}
