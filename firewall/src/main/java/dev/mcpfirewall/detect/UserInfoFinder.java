// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/** Passwords in URLs and connection strings: {@code scheme://user:password@host}. */
record UserInfoFinder(Rule rule) implements Finder {
  private static final int LONGEST = 256;

  @Override
  public int examine(Scan scan, int keywordStart, int keywordEnd) {
    byte[] text = scan.text();
    int limit = Math.min(scan.to(), keywordEnd + LONGEST);
    int colon = -1;
    int sign = -1;
    int end = keywordEnd;
    while (end < limit && isAuthority(text[end])) {
      if (text[end] == ':' && colon < 0) {
        colon = end;
      } else if (text[end] == '@') {
        sign = end;
      }
      end++;
    }
    boolean schemed = keywordStart > scan.from() && Ascii.isAlphanumeric(text[keywordStart - 1]);
    if (schemed
        && colon >= 0
        && sign > colon + 3
        && sign + 1 < end
        && !isPlaceholder(text, colon + 1, sign)) {
      scan.report(rule, colon + 1, sign);
    }
    return end;
  }

  private static boolean isAuthority(byte b) {
    return b > ' ' && b != '/' && b != '"' && b != '\'' && b != '`' && b != '<' && b != '>'
        && b != '\\' && b != '?' && b != ')' && b != ',';
  }

  private static boolean isPlaceholder(byte[] text, int from, int to) {
    byte first = text[from];
    if (first == '$'
        || first == '{'
        || first == '<'
        || first == '['
        || first == '%' && text[to - 1] == '%'
        || first == '*') {
      return true;
    }
    String value = Ascii.lower(text, from, to);
    return value.equals("pass")
        || value.equals("pwd")
        || value.equals("user")
        || Likely.placeholder(text, from, to);
  }
}
