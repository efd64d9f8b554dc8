// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.List;

/**
 * Payment cards, US social security numbers and telephone numbers: rows of digits told apart by
 * their grouping, ranges and check digits. Brought up by four digits in a row, or a plus and a
 * digit.
 */
final class NumberFinder implements Finder {
  private static final int MOST_DIGITS = 19;
  private static final int MOST_BYTES = 36;
  private static final int LONG_ROW = 12;
  private static final int CONTEXT = 32;
  private static final List<String> TELEPHONE =
      List.of(
          "call me",
          "phone",
          "tel.",
          "tel:",
          "mobile",
          "fax",
          "whatsapp",
          "call us",
          "on call",
          " cell");

  private final PiiKind kind;
  private final Rule rule;

  NumberFinder(PiiKind kind, Rule rule) {
    this.kind = kind;
    this.rule = rule;
  }

  @Override
  public int examine(Scan scan, int keywordStart, int keywordEnd) {
    byte[] text = scan.text();
    int start = begin(text, keywordStart, scan.from());
    int end = finish(text, start, scan.to());
    if (end - start > MOST_BYTES || end - start < 7) {
      return end;
    }
    if (start > scan.from() && isJoined(text[start - 1])
        || end < scan.to() && (Ascii.isWord(text[end]) || isJoinedAhead(text, end, scan.to()))) {
      return end;
    }
    Digits digits = Digits.of(text, start, end);
    if (kind == PiiKind.PHONE) {
      boolean other = digits.isCard() || digits.isSsn();
      if (!other && (digits.isPhone() || digits.isLocal() && inContext(text, start, scan.from()))) {
        scan.report(rule, start, end);
      }
    } else if (kind == PiiKind.CREDIT_CARD ? digits.isCard() : digits.isSsn()) {
      scan.report(rule, digits.first, end);
    }
    return end;
  }

  private static boolean inContext(byte[] text, int at, int from) {
    String before = Ascii.lower(text, Math.max(from, at - CONTEXT), at);
    for (String word : TELEPHONE) {
      if (before.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isJoined(byte b) {
    return Ascii.isWord(b) || b == '/' || b == '=' || b == '#' || b == '$' || b == '.' || b == '-';
  }

  private static boolean isJoinedAhead(byte[] text, int end, int to) {
    return (text[end] == '/' || text[end] == ':' || text[end] == '=')
        && end + 1 < to
        && Ascii.isAlphanumeric(text[end + 1]);
  }

  private static int begin(byte[] text, int at, int from) {
    int start = at;
    int floor = Math.max(from, at - MOST_BYTES);
    int row = 0;
    while (start > floor && isPart(text, start - 1, start)) {
      boolean digit = Ascii.isDigit(text[start - 1]);
      if (!digit && row >= LONG_ROW) {
        break;
      }
      row = digit ? row + 1 : 0;
      start--;
    }
    while (start < at && !Ascii.isDigit(text[start]) && text[start] != '+' && text[start] != '(') {
      start++;
    }
    return start;
  }

  /** A row of twelve digits and more is a number of its own, whatever follows it. */
  private static int finish(byte[] text, int start, int to) {
    int end = start;
    int row = 0;
    while (end < to && (Ascii.isDigit(text[end]) || end == start || isSeparator(text, end, to))) {
      boolean digit = Ascii.isDigit(text[end]);
      if (!digit && row >= LONG_ROW) {
        break;
      }
      row = digit ? row + 1 : 0;
      end++;
    }
    return end;
  }

  /** A digit or a single separator in front of what has been taken. */
  private static boolean isPart(byte[] text, int at, int taken) {
    byte b = text[at];
    if (Ascii.isDigit(b)) {
      return true;
    }
    byte next = text[taken];
    return b == '(' && Ascii.isDigit(next)
        || b == '+' && (Ascii.isDigit(next) || next == '(')
        || (b == ' ' || b == '-' || b == '.') && (Ascii.isDigit(next) || next == '(')
        || b == ')' && (Ascii.isDigit(next) || next == ' ' || next == '-');
  }

  private static boolean isSeparator(byte[] text, int at, int to) {
    byte b = text[at];
    if (at + 1 >= to) {
      return false;
    }
    byte next = text[at + 1];
    boolean follows = Ascii.isDigit(next) || next == '(';
    return (b == ' ' || b == '-' || b == '.' || b == '(') && follows
        || b == ')' && (follows || (next == ' ' || next == '-'));
  }

  /** The digits of a row and how they are grouped. */
  private static final class Digits {
    private final byte[] values = new byte[MOST_DIGITS + 1];
    private final int[] groups = new int[12];
    private final StringBuilder separators = new StringBuilder();
    private int first = -1;
    private int count;
    private int group = -1;
    private boolean plus;
    private boolean paren;

    static Digits of(byte[] text, int start, int end) {
      Digits digits = new Digits();
      boolean open = false;
      for (int i = start; i < end; i++) {
        byte b = text[i];
        if (Ascii.isDigit(b)) {
          digits.add(b, i, !open);
          open = true;
        } else {
          open = false;
          digits.plus |= b == '+' && i == start;
          digits.paren |= b == '(';
          digits.separators.append((char) b);
        }
      }
      return digits;
    }

    private void add(byte b, int at, boolean opens) {
      first = first < 0 ? at : first;
      if (count < values.length) {
        values[count] = (byte) (b - '0');
      }
      count++;
      if (opens) {
        group++;
      }
      if (group < groups.length) {
        groups[group]++;
      }
    }

    boolean isCard() {
      boolean shaped = !plus && !paren && count >= 13 && count <= MOST_DIGITS && grouped();
      return shaped && Cards.issued(values, count) && Cards.luhn(values, count);
    }

    /** One block, or blocks as they are printed: fours, 4-6-5 or 4-6-4. */
    private boolean grouped() {
      if (group == 0) {
        return true;
      }
      if (!uniform()) {
        return false;
      }
      boolean fours = true;
      for (int i = 0; i < group; i++) {
        fours &= groups[i] == 4;
      }
      return fours && groups[group] <= 4
          || group == 2 && groups[0] == 4 && groups[1] == 6 && groups[2] >= 4;
    }

    private boolean uniform() {
      return separators.chars().allMatch(c -> c == separators.charAt(0) && c != '.');
    }

    boolean isSsn() {
      if (plus
          || paren
          || count != 9
          || group != 2
          || groups[0] != 3
          || groups[1] != 2
          || !uniform()) {
        return false;
      }
      int area = values[0] * 100 + values[1] * 10 + values[2];
      boolean middle = values[3] + values[4] > 0;
      boolean last = values[5] + values[6] + values[7] + values[8] > 0;
      return area != 0 && area != 666 && area < 900 && middle && last;
    }

    boolean isPhone() {
      if (plus) {
        return count >= 8 && count <= 15 && values[0] != 0 && group <= 6;
      }
      boolean american = values[0] >= 2 && values[3] >= 2;
      if (count == 10 && group == 2 && groups[0] == 3 && groups[1] == 3) {
        return american;
      }
      if (count == 11
          && group == 3
          && groups[0] == 1
          && values[0] == 1
          && groups[1] == 3
          && groups[2] == 3) {
        return values[1] >= 2 && values[4] >= 2;
      }
      return count == 10 && paren && group == 1 && groups[0] == 3 && american;
    }

    /** Plausible as a telephone number where the words before say it is one. */
    boolean isLocal() {
      return count >= 7 && count <= 13 && (group > 0 || count >= 10 || plus);
    }
  }
}
