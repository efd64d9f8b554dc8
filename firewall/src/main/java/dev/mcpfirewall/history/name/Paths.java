// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

/**
 * Paths of files: with {@code /} for {@code \}, without scheme, doubled slashes, dots and line
 * numbers; then, for one in somebody's home directory, as the one below {@code ~}.
 */
final class Paths {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 1024;
  private static final int LONGEST_ENDING = 5;

  private final Things into;

  Paths(Things into) {
    this.into = into;
  }

  /** Names the path that these bytes are, if they look like one. */
  void read(byte[] text, int from, int to) {
    int start = from;
    if (Letters.startsWith(text, start, to, "file:")) {
      start += 5;
      while (start + 1 < to && text[start] == '/' && text[start + 1] == '/') {
        start++;
      }
    }
    int end = withoutLine(text, start, to);
    if (end - start < SHORTEST || end - start > LONGEST || !looksLikePath(text, start, end)) {
      return;
    }
    spell(text, start, end);
    int home = home(text, start, end);
    if (home > start) {
      into.spell(Things.Kind.PATH);
      into.add((byte) '~');
      rest(text, home, end);
    }
    into.end();
  }

  private void spell(byte[] text, int start, int end) {
    into.spell(Things.Kind.PATH);
    rest(text, start, end);
  }

  private void rest(byte[] text, int start, int end) {
    int segment = start;
    boolean any = false;
    for (int i = start; i <= end; i++) {
      if (i < end && !isSlash(text[i])) {
        continue;
      }
      boolean dot = i - segment == 1 && text[segment] == '.';
      if (i > segment && !dot) {
        if (any || segment > start && isSlash(text[start])) {
          into.add((byte) '/');
        }
        into.add(text, segment, i);
        any = true;
      }
      segment = i + 1;
    }
    into.name();
  }

  private static boolean looksLikePath(byte[] text, int from, int to) {
    int separators = 0;
    int segments = 0;
    int letters = 0;
    int last = from;
    for (int i = from; i < to; i++) {
      if (isSlash(text[i])) {
        separators++;
        last = i + 1;
      } else {
        segments += i == from || isSlash(text[i - 1]) ? 1 : 0;
        letters += Letters.isLetter(text[i]) || text[i] < 0 ? 1 : 0;
      }
    }
    boolean rooted = isSlash(text[from]) || text[from] == '~' || text[from] == '.';
    return letters > 1
        && separators > 0
        && (hasEnding(text, last, to) || segments >= 2 && (rooted || separators >= 2));
  }

  /** Whether a name ends in a dot and a few letters or digits, one letter among them. */
  private static boolean hasEnding(byte[] text, int from, int to) {
    int dot = to;
    boolean letter = false;
    while (dot > from && Letters.isAlphanumeric(text[dot - 1]) && to - dot <= LONGEST_ENDING) {
      dot--;
      letter |= Letters.isLetter(text[dot]);
    }
    return letter && dot > from && text[dot - 1] == '.';
  }

  /** The end without {@code :12:3}. */
  private static int withoutLine(byte[] text, int from, int to) {
    int end = to;
    for (int round = 0; round < 2; round++) {
      int at = end;
      while (at > from && Letters.isDigit(text[at - 1])) {
        at--;
      }
      if (at < end && at - 1 > from && text[at - 1] == ':') {
        end = at - 1;
      }
    }
    return end;
  }

  /**
   * Where the part below a home directory starts, with its slash; {@code from} if there is none.
   */
  private static int home(byte[] text, int from, int to) {
    int at = from;
    if (to - at > 2 && Letters.isLetter(text[at]) && text[at + 1] == ':') {
      at += 2;
    }
    if (at >= to || !isSlash(text[at])) {
      return from;
    }
    if (Letters.startsWith(text, at + 1, to, "root") && at + 5 < to && isSlash(text[at + 5])) {
      return at + 5;
    }
    int users = Letters.startsWith(text, at + 1, to, "home") ? at + 5 : at + 6;
    boolean known = users == at + 5 || Letters.startsWith(text, at + 1, to, "users");
    if (!known || users >= to || !isSlash(text[users])) {
      return from;
    }
    int end = users + 1;
    while (end < to && !isSlash(text[end])) {
      end++;
    }
    return end < to ? end : from;
  }

  private static boolean isSlash(byte b) {
    return b == '/' || b == '\\';
  }
}
