// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

import dev.mcpfirewall.detect.Escaping;
import dev.mcpfirewall.detect.Readings;
import java.util.function.Predicate;

/**
 * Reads what texts name, in every way in which they may read. Linear in the text. For one thread.
 *
 * <p>What is found does not depend on who asks: a name in a result and the same in an argument are
 * the same hashes, however they are written.
 */
public final class Names {
  /** A value up to this size may be a line, or a row, with other values in it. */
  private static final int SHORT = 256;

  private final Things things;
  private final boolean split;
  private final Urls urls;
  private final Addresses addresses;
  private final Paths paths;
  private final Tokens tokens;
  private final Numbers numbers;
  private final Values values;
  private final ShortCodes codes;

  /**
   * Adding to {@code things}.
   *
   * @param split whether lines and rows of long texts hold values; those of short ones do
   * @param own hosts whose addresses and URLs are not named
   */
  public Names(Things things, boolean split, Predicate<String> own) {
    this.things = things;
    this.split = split;
    this.urls = new Urls(things, own);
    this.addresses = new Addresses(things, own);
    this.paths = new Paths(things);
    this.tokens = new Tokens(things);
    this.numbers = new Numbers(things);
    this.values = new Values(things);
    this.codes = new ShortCodes((text, from, to) -> read(text, from, to, Escaping.NONE, true));
  }

  /** What the texts have named so far. */
  public Things things() {
    return things;
  }

  /**
   * Reads a text.
   *
   * @param value whether the text is a value as a whole, not a key
   * @return false if it holds so much that is encoded that some was left unread
   */
  public boolean read(byte[] array, int from, int to, Escaping escaping, boolean value) {
    return Readings.of(
        array,
        from,
        to,
        escaping,
        (text, start, end) -> {
          reading(text, start, end);
          if (value) {
            values.read(text, start, end, split || isShort(text, start, end));
          }
        });
  }

  /** Reads a number. */
  public void number(byte[] digits) {
    numbers.read(digits, 0, digits.length);
  }

  private static boolean isShort(byte[] text, int from, int to) {
    return to - from <= SHORT || text[from] == '{' || text[from] == '[';
  }

  private void reading(byte[] text, int from, int to) {
    Defanged.read(text, from, to, this::plain);
    plain(text, from, to);
  }

  private void plain(byte[] text, int from, int to) {
    int at = from;
    int counted = from;
    while (at < to) {
      int seen = Letters.of(text[at]);
      if (seen == Letters.BREAK) {
        at++;
        continue;
      }
      int start = at;
      int all = 0;
      while (at < to) {
        seen = Letters.of(text[at]);
        if (seen == Letters.HIGH && Letters.sign(text, at, to) > 0
            || seen == Letters.BREAK && !isBracketOfHost(text, start, at)) {
          break;
        }
        all |= seen;
        at++;
      }
      if (word(text, start, at, all)) {
        numbers.read(text, counted, start);
        counted = at;
      }
      if (at < to && Letters.of(text[at]) == Letters.HIGH) {
        at += Letters.sign(text, at, to);
      }
    }
    numbers.read(text, counted, to);
  }

  /** {@code [} and {@code ]} of an IPv6 address in a URL. */
  private static boolean isBracketOfHost(byte[] text, int start, int at) {
    if (text[at] == '[') {
      return at - start > 2 && text[at - 1] == '/' && text[at - 2] == '/';
    }
    if (text[at] != ']') {
      return false;
    }
    for (int i = at - 1; i > start && at - i < 48; i--) {
      if (text[i] == '[') {
        return true;
      }
    }
    return false;
  }

  /**
   * Names what stands between two breaks.
   *
   * @return whether it is on a host of the user's own: then nothing in it is named
   */
  private boolean word(byte[] text, int from, int to, int seen) {
    int start = from;
    int end = to;
    while (end > start && isTail(text[end - 1])) {
      end--;
    }
    while (start < end && isHead(text[start])) {
      start++;
    }
    boolean code = end - start >= ShortCodes.SHORTEST && (seen & Letters.LETTER) != 0;
    if (code) {
      codes.read(text, start, end);
    }
    if ((seen & ~(Letters.LETTER | Letters.DIGIT | Letters.HIGH)) != 0
        && named(text, start, end, seen)) {
      return true;
    }
    if ((seen & Letters.DIGIT) != 0 && (seen & Letters.LETTER) != 0) {
      tokens.read(text, start, end);
    }
    return false;
  }

  private boolean named(byte[] text, int from, int to, int seen) {
    boolean ours = false;
    if ((seen & Letters.SLASH) != 0 && (seen & Letters.COLON) != 0) {
      ours = urls.read(text, from, to);
    }
    if ((seen & Letters.AT) != 0) {
      ours |= addresses.read(text, from, to);
    }
    if ((seen & (Letters.SLASH | Letters.DOT)) == 0) {
      return ours;
    }
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text[i] == '=' || text[i] == '&' || text[i] == '?') {
        ours |= part(text, start, i);
        start = i + 1;
      }
    }
    return ours;
  }

  /** A part of a word that may be a path, a URL without scheme or a host. */
  private boolean part(byte[] text, int from, int to) {
    int slash = -1;
    int dot = -1;
    int colon = -1;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      slash = slash < 0 && (b == '/' || b == '\\') ? i : slash;
      dot = dot < 0 && b == '.' ? i : dot;
      colon = colon < 0 && b == ':' ? i : colon;
    }
    if (slash >= 0) {
      return slashed(text, from, to, slash, dot > from && dot < slash);
    }
    int end = colon > dot && dot > 0 ? colon : to;
    int start = colon >= 0 && colon < dot ? colon + 1 : from;
    return dot >= 0 && Hosts.hasForm(text, start, end) && urls.place(text, start, end);
  }

  private boolean slashed(byte[] text, int from, int to, int slash, boolean dotted) {
    boolean doubled = slash + 1 < to && text[slash + 1] == text[slash];
    if (slash > from && dotted && isHost(text, from, slash)) {
      return urls.place(text, from, to);
    }
    if (slash == from && doubled && isHost(text, from + 2, to)) {
      return urls.place(text, from + 2, to);
    }
    boolean url = doubled && slash > from && text[slash - 1] == ':';
    if (!url || Letters.startsWith(text, from, to, "file:")) {
      paths.read(text, from, to);
    }
    return false;
  }

  private static boolean isHost(byte[] text, int from, int to) {
    int end = from;
    while (end < to && text[end] != ':' && text[end] != '/' && text[end] != '\\') {
      end++;
    }
    return Hosts.hasForm(text, from, end) && Hosts.endsLikeHost(text, from, end);
  }

  private static boolean isTail(byte b) {
    return b == '.' || b == ':' || b == '?' || b == '=' || b == '-' || b == '&' || b == '#';
  }

  private static boolean isHead(byte b) {
    return b == ':' || b == '=' || b == '-' || b == '?' || b == '&' || b == '+';
  }
}
