package dev.mcpfirewall.detect;

/** Where the part of a URL between the slashes ends, and what in it is the host. */
final class Authority {
  private Authority() {}

  /** The end for a client that reads {@code \} as {@code /} and stops at punctuation around the URL. */
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

  /** The end for a client that knows nothing but {@code /?#}, at most {@code limit} characters on. */
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
    int start = text.lastIndexOf('@', to - 1);
    start = start < from ? from : start + 1;
    if (start < to && text.charAt(start) == '[') {
      int close = text.indexOf(']', start);
      return text.substring(start, close < 0 || close >= to ? to : close + 1);
    }
    int colon = text.indexOf(':', start);
    boolean port = colon >= 0 && colon < to && text.lastIndexOf(':', to - 1) == colon;
    if (!port && colon >= 0 && colon < to && !isIpv6(text, start, to)) {
      return text.substring(start, colon);
    }
    return text.substring(start, port ? colon : to);
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
    return c <= ' ' || c == '/' || c == '?' || c == '#' || c == '"' || c == '<' || c == '>' || c == '`';
  }

  private static boolean isWrapper(char c) {
    return c == '\'' || c == ')' || c == ']' || c == '}' || c == '|' || c == ',' || c == ';' || c == '!'
        || c == '*' || c == '^';
  }
}
