// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

/**
 * Numbers of accounts, cards and telephones: eight digits or more, whatever stands between them;
 * then, as a telephone has it, the last nine, so that the country's prefix does not matter. Dates
 * and fractions are none. Linear.
 */
final class Numbers {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 34;
  private static final int LONGEST_GROUP = 256;
  private static final int MOST_GROUPS = 12;
  private static final int TELEPHONE = 9;
  private static final int LONGEST_TELEPHONE = 15;
  private static final int DROPPED = 2;

  private final Things into;
  // The run at hand: its groups of digits.
  private final int[] starts = new int[MOST_GROUPS];
  private final int[] ends = new int[MOST_GROUPS];
  private int groups;

  Numbers(Things into) {
    this.into = into;
  }

  /** Names every number in a text. */
  void read(byte[] text, int from, int to) {
    groups = 0;
    int total = 0;
    int at = from;
    while (at < to) {
      if (!Letters.isDigit(text[at])) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < to && Letters.isDigit(text[end])) {
        end++;
      }
      boolean joined = groups > 0 && joins(text, ends[groups - 1], at);
      if (!joined || groups == MOST_GROUPS || total + end - at > LONGEST) {
        run(text);
        groups = 0;
        total = 0;
      }
      starts[groups] = at;
      ends[groups++] = end;
      total += end - at;
      at = end;
    }
    run(text);
  }

  /** Whether what stands between two groups lets them be one number. */
  private static boolean joins(byte[] text, int from, int to) {
    if (to - from > 3 || to == from) {
      return false;
    }
    boolean bracket = false;
    for (int i = from; i < to; i++) {
      switch (text[i]) {
        case ' ', '-', '.', '/' -> {}
        case '(', ')' -> bracket = true;
        default -> {
          return false;
        }
      }
    }
    return to - from == 1 || bracket;
  }

  private void run(byte[] text) {
    int first = isDate(text) ? 3 : 0;
    boolean decimal = groups == 2 && text[ends[0]] == '.' && starts[1] == ends[0] + 1;
    for (int i = first; i < groups; i++) {
      if (ends[i] - starts[i] >= SHORTEST && !(decimal && i == 1)) {
        number(text, i, i + 1);
      }
    }
    if (decimal) {
      return;
    }
    for (int left = 0; left <= DROPPED; left++) {
      for (int right = 0; left + right <= DROPPED; right++) {
        if (groups - right - first - left > 1) {
          number(text, first + left, groups - right);
        }
      }
    }
  }

  private void number(byte[] text, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      digits += ends[i] - starts[i];
    }
    if (digits < SHORTEST || digits > (to - from == 1 ? LONGEST_GROUP : LONGEST)) {
      return;
    }
    spell(text, from, to, 0, Things.Kind.DIGITS);
    if (digits >= TELEPHONE && digits <= LONGEST_TELEPHONE) {
      spell(text, from, to, digits - TELEPHONE, Things.Kind.PHONE);
    }
    into.end();
  }

  private void spell(byte[] text, int from, int to, int skipped, Things.Kind kind) {
    into.spell(kind);
    int left = skipped;
    for (int group = from; group < to; group++) {
      for (int i = starts[group]; i < ends[group]; i++) {
        if (left-- <= 0) {
          into.add(text[i]);
        }
      }
    }
    into.name();
  }

  /** Whether the first three groups are a year, a month and a day, from either end. */
  private boolean isDate(byte[] text) {
    if (groups < 3 || text[ends[0]] != text[ends[1]] || text[ends[0]] == ' ') {
      return false;
    }
    int year = size(0) == 4 ? 0 : 2;
    return size(year) == 4
        && size(1) <= 2
        && size(2 - year) <= 2
        && (text[starts[year]] == '1' || text[starts[year]] == '2');
  }

  private int size(int group) {
    return ends[group] - starts[group];
  }
}
