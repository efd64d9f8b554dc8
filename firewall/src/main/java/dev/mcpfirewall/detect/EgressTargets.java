// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds addresses that a tool should not be sent to: URLs with a host that is private, special,
 * disguised or known to collect data, whatever its notation, and lone hosts. It resolves nothing.
 *
 * <p>Hardened against: the sender of arguments. Cost: one search for {@code ':'}, then linear in
 * the URLs found. False positives: a text of several words longer than {@link #DOCUMENT} characters
 * is a document that talks about addresses, so there only those that no document needs are
 * reported.
 */
final class EgressTargets implements TextDetector {
  /** Longer texts of several words are documents, not targets. */
  static final int DOCUMENT = 300;

  private static final int LONGEST_SCHEME = 20;
  private static final int LONGEST_AUTHORITY_TAIL = 512;
  private static final int LONGEST_COMMAND = 8192;

  private static final Set<String> WEB = Set.of("http", "https", "ws", "wss", "ftp");
  private static final Set<String> CLIENTS =
      Set.of(
          """
          curl wget http https httpie xh nc ncat netcat telnet ssh scp sftp ftp ping nmap \
          lynx aria2c iwr irm invoke-webrequest invoke-restmethod\
          """
              .split(" "));

  private final EgressRules rules = new EgressRules();

  @Override
  public void detect(String text, Sink sink) {
    int mark = schemeMark(text, 0);
    Shape shape = Shape.of(text);
    if (shape.lone()) {
      lone(text, shape, mark, sink);
      return;
    }
    boolean document = text.length() > DOCUMENT;
    urls(text, mark, document, sink);
    if (text.length() <= LONGEST_COMMAND && CLIENTS.contains(firstWord(text, shape))) {
      words(text, sink);
    }
  }

  /** The rules this detector may report. */
  static List<Rule> rules() {
    return EgressRules.ALL;
  }

  /** Where the next {@code :/} or {@code :\} stands, or -1. */
  private static int schemeMark(String text, int from) {
    for (int at = text.indexOf(':', from); at >= 0; at = text.indexOf(':', at + 1)) {
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      if (next == '/' || next == '\\') {
        return at;
      }
    }
    return -1;
  }

  private void urls(String text, int firstMark, boolean document, Sink sink) {
    for (int mark = firstMark; mark >= 0; ) {
      int start = schemeStart(text, mark);
      int authority = skipSlashes(text, mark + 1);
      int end = Authority.end(text, authority);
      int next = schemeMark(text, Math.max(end, mark + 1));
      if (start < mark) {
        Span span = new Span(start, mark, authority, end, next < 0 ? text.length() : next);
        url(text, span, document, sink);
      }
      mark = next;
    }
  }

  private void url(String text, Span at, boolean document, Sink sink) {
    String scheme = text.substring(at.start(), at.mark()).toLowerCase(Locale.ROOT);
    int tail = Authority.hardEnd(text, at.end(), LONGEST_AUTHORITY_TAIL);
    Sink named = (rule, from, to, subject) -> report(rule, from, to, subject, document, sink);
    String outer = outerScheme(text, at.start());
    rules.scheme(
        outer.isEmpty() ? scheme : outer, text, at.authority(), at.end(), at.start(), named);
    if (scheme.equals("file") && Authority.isLocal(text, at.authority(), at.mark(), at.end())) {
      return;
    }
    boolean web = WEB.contains(scheme);
    rules.authority(text, at.authority(), at.end(), tail, at.start(), web, named);
    if (web) {
      rules.carried(text, at.authority(), at.end(), at.limit(), at.start(), named);
    }
  }

  /**
   * Where a URL's parts stand.
   *
   * @param start the scheme
   * @param mark the colon behind it
   * @param authority behind the slashes
   * @param end behind the authority
   * @param limit where the next URL's colon stands, or the text ends
   */
  private record Span(int start, int mark, int authority, int end, int limit) {}

  private static void report(
      Rule rule, int from, int to, String subject, boolean document, Sink sink) {
    if (!document || EgressRules.EVEN_IN_DOCUMENTS.contains(rule)) {
      sink.found(rule, from, to, subject);
    }
  }

  /** A text that is one target: clients strip tabs and line ends from it, and need no scheme. */
  private void lone(String text, Shape shape, int mark, Sink sink) {
    String value = shape.value(text);
    Sink whole = (rule, from, to, subject) -> sink.found(rule, shape.start(), shape.end(), subject);
    int colon = value.indexOf(':');
    if (colon > 0 && schemeStart(value, colon) == 0 && isBareScheme(value, colon)) {
      int end = Authority.end(value, colon + 1);
      rules.authority(value, colon + 1, end, end, 0, true, whole);
      return;
    }
    if (mark >= 0 || colon >= 0 && schemeMark(value, 0) >= 0) {
      urls(value, schemeMark(value, 0), false, value.length() == text.length() ? sink : whole);
      return;
    }
    int slashes = skipSlashes(value, 0);
    if (slashes >= 2) {
      int end = Authority.end(value, slashes);
      rules.network(value, slashes, end, whole);
      return;
    }
    if (slashes == 0) {
      rules.bare(value, 0, value.length(), whole);
    }
  }

  private void words(String text, Sink sink) {
    int at = 0;
    while (at < text.length()) {
      int start = at;
      while (at < text.length() && !isBreak(text.charAt(at))) {
        at++;
      }
      if (at > start) {
        rules.bare(text, start, at, sink);
      }
      at++;
    }
  }

  private static boolean isBreak(char c) {
    return c <= ' ' || c == '\'' || c == '"' || c == '=' || c == ';' || c == '|' || c == '&';
  }

  private static boolean isBareScheme(String value, int colon) {
    char next = colon + 1 < value.length() ? value.charAt(colon + 1) : '/';
    return next != '/'
        && next != '\\'
        && WEB.contains(value.substring(0, colon).toLowerCase(Locale.ROOT));
  }

  private static int schemeStart(String text, int mark) {
    int start = mark;
    while (start > 0 && mark - start < LONGEST_SCHEME && isSchemeChar(text.charAt(start - 1))) {
      start--;
    }
    while (start < mark && !isLetter(text.charAt(start))) {
      start++;
    }
    return start;
  }

  /** The scheme before the scheme, as in {@code jar:http://}. */
  private static String outerScheme(String text, int start) {
    if (start < 2 || text.charAt(start - 1) != ':') {
      return "";
    }
    return text.substring(schemeStart(text, start - 1), start - 1).toLowerCase(Locale.ROOT);
  }

  private static int skipSlashes(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == '/' || text.charAt(at) == '\\')) {
      at++;
    }
    return at;
  }

  private static String firstWord(String text, Shape shape) {
    int end = shape.start();
    while (end < shape.end() && text.charAt(end) > ' ' && end - shape.start() < 24) {
      end++;
    }
    return text.substring(shape.start(), end).toLowerCase(Locale.ROOT);
  }

  private static boolean isSchemeChar(char c) {
    return isLetter(c) || c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /**
   * Whether a text is one value.
   *
   * @param lone no blank inside; tabs and line ends count as none where the text starts with a
   *     scheme
   * @param start first character that is no blank
   * @param end behind the last
   * @param broken whether tabs or line ends stand inside
   */
  private record Shape(boolean lone, int start, int end, boolean broken) {
    static Shape of(String text) {
      int start = 0;
      int end = text.length();
      while (start < end && text.charAt(start) <= ' ') {
        start++;
      }
      while (end > start && text.charAt(end - 1) <= ' ') {
        end--;
      }
      boolean broken = false;
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        if (c == '\n' || c == '\t' || c == '\r') {
          broken = true;
        } else if (c <= ' ') {
          return new Shape(false, start, end, true);
        }
      }
      int colon = broken ? text.indexOf(':', start) : 0;
      boolean split = broken && (colon < 0 || colon - start > LONGEST_SCHEME);
      return new Shape(end > start && !split, start, end, broken);
    }

    String value(String text) {
      String value = start == 0 && end == text.length() ? text : text.substring(start, end);
      return broken ? value.replace("\n", "").replace("\r", "").replace("\t", "") : value;
    }
  }
}
