// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/** Where the part of a URL between the slashes ends, and what in it is the host. */
final class Authority {
  private Authority() {}

  /**
   * The end for a client that reads {@code \} as {@code /} and stops at punctuation around the URL.
   */
  static int end(String text, int from) {
    boolean bracket = from < text.length() && text.charAt(from) == '[';
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == ']' && bracket) {
        bracket = false;
      } else if (isHardEnd(c) || c == '\\' || isWrapper(c)) {
        return at;
      }
    }
    return text.length();
  }

  /**
   * The end for a client that knows nothing but {@code /?#}, at most {@code limit} characters on.
   */
  static int hardEnd(String text, int from, int limit) {
    int at = from;
    int last = Math.min(text.length(), from + limit);
    while (at < last && !isHardEnd(text.charAt(at)) && text.charAt(at) != '\'') {
      at++;
    }
    return at;
  }

  /** Whether a {@code file:} URL names this machine: no host, or localhost. */
  static boolean isLocal(String text, int authority, int mark, int end) {
    return authority - mark != 3
        || end == authority
        || text.regionMatches(true, authority, "localhost", 0, 9) && end - authority == 9;
  }

  /** The host in {@code [from, to)}: behind user info, before the port. */
  static String host(String text, int from, int to) {
    int start = to;
    while (start > from && text.charAt(start - 1) != '@') {
      start--;
    }
    if (start < to && text.charAt(start) == '[') {
      int close = text.indexOf(']', start, to);
      return text.substring(start, close < 0 ? to : close + 1);
    }
    int colon = text.indexOf(':', start, to);
    boolean address =
        colon >= 0 && text.indexOf(':', colon + 1, to) >= 0 && isIpv6(text, start, to);
    return text.substring(start, colon < 0 || address ? to : colon);
  }

  private static boolean isIpv6(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (Character.digit(c, 16) < 0 && c != ':' && c != '.' && c != '%') {
        return false;
      }
    }
    return true;
  }

  private static boolean isHardEnd(char c) {
    return c <= ' ' || c == '/' || c == '?' || c == '#' || c == '"' || c == '<' || c == '>'
        || c == '`';
  }

  private static boolean isWrapper(char c) {
    return c == '\'' || c == ')' || c == ']' || c == '}' || c == '|' || c == ',' || c == ';'
        || c == '!' || c == '*' || c == '^';
  }
}
