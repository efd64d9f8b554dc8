// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.Set;

/**
 * Values given to names that say they are secret: {@code DB_PASSWORD=…}, {@code "apiKey": "…"},
 * {@code client_secret => '…'}. The value must look drawn at random.
 */
record AssignmentFinder(Rule rule) implements Finder {
  private static final int LONGEST_NAME = 40;
  private static final int SHORTEST_VALUE = 8;
  private static final int LONGEST_VALUE = 512;
  private static final Set<String> PUBLIC_SUFFIXES =
      Set.of(
          "id",
          "_id",
          "name",
          "_name",
          "type",
          "_type",
          "url",
          "_url",
          "_uri",
          "path",
          "_path",
          "file",
          "_file",
          "length",
          "_length",
          "size",
          "s_count",
          "_count",
          "count",
          "_limit",
          "field",
          "_field",
          "smanager",
          "sManager",
          "_version",
          "version",
          "_prefix",
          "_header",
          "_ttl",
          "_expiry",
          "_arn",
          "_hash",
          "_regex",
          "_pattern",
          "_endpoint");

  @Override
  public int examine(Scan scan, int keywordStart, int keywordEnd) {
    byte[] text = scan.text();
    int to = scan.to();
    int nameEnd = keywordEnd;
    int limit = Math.min(to, keywordEnd + LONGEST_NAME);
    while (nameEnd < limit && isName(text[nameEnd])) {
      nameEnd++;
    }
    if (isPublic(text, keywordEnd, nameEnd)) {
      return nameEnd;
    }
    int at = operatorEnd(text, nameEnd, to);
    if (at < 0) {
      return nameEnd;
    }
    byte quote = at < to && (text[at] == '"' || text[at] == '\'' || text[at] == '`') ? text[at] : 0;
    int start = quote == 0 ? at : at + 1;
    int end = valueEnd(text, start, to, quote);
    if (end - start >= SHORTEST_VALUE && end - start <= LONGEST_VALUE) {
      boolean password = isPassword(text, keywordStart, keywordEnd);
      if (isSecret(text, start, end, quote != 0, password)) {
        scan.report(rule, start, end);
      }
    }
    return Math.max(end, nameEnd);
  }

  private static boolean isName(byte b) {
    return Ascii.isAlphanumeric(b) || b == '_' || b == '-';
  }

  private static boolean isPublic(byte[] text, int from, int to) {
    return to > from && PUBLIC_SUFFIXES.contains(Ascii.lower(text, from, to));
  }

  private static boolean isPassword(byte[] text, int from, int to) {
    return Ascii.lower(text, from, to).startsWith("pass") || text[from] == '_' || to - from == 3;
  }

  /**
   * Offset of the value behind {@code =}, {@code :}, {@code :=}, {@code =>}, {@code .=}, a comma
   * between quoted arguments, a closing tag bracket, or the word {@code is}; or -1.
   */
  private static int operatorEnd(byte[] text, int from, int to) {
    int at = from;
    while (at < to && at < from + 3 && isClosing(text[at])) {
      at++;
    }
    boolean closed = at > from;
    at = spaces(text, at, to);
    if (at + 7 < to && Ascii.lower(text, at, at + 7).equals("string ")) {
      at = spaces(text, at + 7, to);
    }
    if (at + 3 < to && Ascii.lower(text, at, at + 3).equals("is ")) {
      return spaces(text, at + 3, to);
    }
    if (at < to && (closed && text[at] == ',' || at == from && text[at] == '>')) {
      return blanks(text, at + 1, to);
    }
    int operator = at;
    while (at < to && at < operator + 4 && isOperator(text[at])) {
      at++;
    }
    boolean assigns =
        at > operator
            && (text[at - 1] == '='
                || text[at - 1] == ':'
                || text[at - 1] == '>' && text[at - 2] == '=');
    return assigns ? spaces(text, at, to) : -1;
  }

  private static boolean isClosing(byte b) {
    return b == '"' || b == '\'' || b == ']' || b == '\\';
  }

  private static boolean isOperator(byte b) {
    return b == '=' || b == ':' || b == '>' || b == '.' || b == '?' || b == '|' || b == '+';
  }

  /** Behind any white space, as between a tag and its text. */
  private static int blanks(byte[] text, int from, int to) {
    int at = from;
    while (at < to && at < from + 16 && Ascii.isSpace(text[at])) {
      at++;
    }
    return at;
  }

  private static int spaces(byte[] text, int from, int to) {
    int at = from;
    while (at < to && at < from + 8 && (text[at] == ' ' || text[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static int valueEnd(byte[] text, int from, int to, byte quote) {
    int limit = Math.min(to, from + LONGEST_VALUE + 1);
    int end = from;
    while (end < limit
        && (quote != 0 ? text[end] != quote && text[end] != '\n' : isBare(text[end]))) {
      end++;
    }
    return end;
  }

  private static boolean isBare(byte b) {
    return b > ' ' && b != '"' && b != '\'' && b != ',' && b != ';' && b != '&' && b != ')'
        && b != '}' && b != ']' && b != '<' && b != '>' && b != '`' && b != '|' && b != '\\'
        && b != '(' && b != '{' && b != '[';
  }

  private static boolean isSecret(byte[] text, int from, int to, boolean quoted, boolean password) {
    int digits = 0;
    int letters = 0;
    int others = 0;
    boolean upper = false;
    boolean lower = false;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (b == '/' && i + 2 < to && text[i + 1] == '/' && i > from && text[i - 1] == ':') {
        return false;
      }
      if (b <= ' ' || b == '$' && i == from || b == '{' || b == '(' || b == '<') {
        return false;
      }
      digits += Ascii.isDigit(b) ? 1 : 0;
      letters += Ascii.isLetter(b) ? 1 : 0;
      others += Ascii.isAlphanumeric(b) ? 0 : 1;
      upper |= Ascii.isUpper(b);
      lower |= b >= 'a' && b <= 'z';
    }
    byte first = text[from];
    if (first == '/'
        || first == '.'
        || first == '?'
        || first == '@'
        || isVersioned(text, from, to)) {
      return false;
    }
    if (digits == 0
        || letters == 0
        || others * 3 > to - from
        || Likely.placeholder(text, from, to)) {
      return false;
    }
    boolean mixed = upper && lower || others > 0;
    double least = password && (quoted || mixed) ? 2.5 : to - from >= 16 ? 3.0 : 3.2;
    return Likely.entropy(text, from, to) >= least;
  }

  /** An artefact's name with its version, as {@code library-core-1.4.2}. */
  private static boolean isVersioned(byte[] text, int from, int to) {
    int dots = 0;
    for (int i = to - 1; i > from; i--) {
      if (text[i] == '.') {
        dots++;
      } else if (!Ascii.isDigit(text[i])) {
        return dots > 0 && (text[i] == '-' || text[i] == 'v' || text[i] == '@' || text[i] == ':');
      }
    }
    return false;
  }
}
