// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/**
 * Private keys in PEM (RFC 7468) and PGP armour, from BEGIN to END; one that does not end reaches
 * to the end of the text.
 */
record PrivateKeyFinder(Rule rule) implements Finder {
  private static final int LONGEST_LABEL = 80;
  private static final byte[] DASHES = {'-', '-', '-', '-', '-'};
  private static final byte[] END = {'-', '-', '-', '-', '-', 'E', 'N', 'D', ' '};

  @Override
  public int examine(Scan scan, int keywordStart, int keywordEnd) {
    byte[] text = scan.text();
    int to = scan.to();
    int labelEnd = find(text, DASHES, keywordEnd, Math.min(to, keywordEnd + LONGEST_LABEL));
    if (labelEnd < 0 || !Ascii.lower(text, keywordEnd, labelEnd).contains("private key")) {
      return keywordEnd;
    }
    int body = labelEnd + DASHES.length;
    int footer = find(text, END, body, to);
    if (footer < 0) {
      scan.report(rule, keywordStart, to);
      return to;
    }
    int close = find(text, DASHES, footer + END.length, Math.min(to, footer + LONGEST_LABEL));
    int end = close < 0 ? Math.min(to, footer + END.length) : close + DASHES.length;
    if (hasBody(text, body, footer)) {
      scan.report(rule, keywordStart, end);
    }
    return end;
  }

  /** Prose names the two lines with nothing between them; a key has something. */
  private static boolean hasBody(byte[] text, int from, int to) {
    int letters = 0;
    for (int i = from; i < to && letters < 24; i++) {
      letters = Ascii.isAlphanumeric(text[i]) ? letters + 1 : letters;
    }
    return letters >= 24;
  }

  private static int find(byte[] text, byte[] what, int from, int to) {
    for (int i = from; i + what.length <= to; i++) {
      int j = 0;
      while (j < what.length && text[i + j] == what[j]) {
        j++;
      }
      if (j == what.length) {
        return i;
      }
    }
    return -1;
  }
}
