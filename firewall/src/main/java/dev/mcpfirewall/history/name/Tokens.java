// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

/**
 * Ids and tokens: eight letters and digits or more, both among them, without the hyphens and
 * underscores between; and each part between those that is one by itself.
 */
final class Tokens {
  static final int SHORTEST = 8;
  private static final int LONGEST = 8192;

  private final Things into;

  Tokens(Things into) {
    this.into = into;
  }

  /** Names every token between two breaks. */
  void read(byte[] text, int from, int to) {
    int at = from;
    while (at < to) {
      if (!Letters.isAlphanumeric(text[at])) {
        at++;
        continue;
      }
      int start = at;
      boolean parts = false;
      while (at < to && (Letters.isAlphanumeric(text[at]) || isJoin(text, at, to))) {
        parts |= !Letters.isAlphanumeric(text[at]);
        at++;
      }
      if (at - start >= SHORTEST && at - start <= LONGEST && !isDate(text, start, at)) {
        token(text, start, at);
        if (parts) {
          parts(text, start, at);
        }
      }
    }
  }

  private static boolean isJoin(byte[] text, int at, int to) {
    return (text[at] == '-' || text[at] == '_')
        && at + 1 < to
        && Letters.isAlphanumeric(text[at + 1]);
  }

  private void parts(byte[] text, int from, int to) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || !Letters.isAlphanumeric(text[i])) {
        if (i - start >= SHORTEST) {
          token(text, start, i);
        }
        start = i + 1;
      }
    }
  }

  private void token(byte[] text, int from, int to) {
    int digits = 0;
    int letters = 0;
    for (int i = from; i < to; i++) {
      digits += Letters.isDigit(text[i]) ? 1 : 0;
      letters += Letters.isLetter(text[i]) ? 1 : 0;
    }
    if (digits == 0 || letters == 0 || digits + letters < SHORTEST) {
      return;
    }
    into.spell(Things.Kind.TOKEN);
    for (int i = from; i < to; i++) {
      if (Letters.isAlphanumeric(text[i])) {
        into.add(text[i]);
      }
    }
    into.name();
    into.end();
  }

  /** {@code 2026-01-31} and what may follow it in a time stamp. */
  private static boolean isDate(byte[] text, int from, int to) {
    if (to - from < 10 || text[from + 4] != '-' || text[from + 7] != '-') {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (i != 4 && i != 7 && !Letters.isDigit(text[from + i])) {
        return false;
      }
    }
    return to - from == 10 || (text[from + 10] | 0x20) == 't' && to - from <= 13;
  }
}
