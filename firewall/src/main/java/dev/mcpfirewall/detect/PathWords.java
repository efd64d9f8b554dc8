// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.Set;

/** Finds the words of a text that may be paths. Used by one thread, once. */
final class PathWords {
  private static final int LONGEST_QUOTED = 512;

  /** Programs behind which a bare file name is a file. */
  private static final Set<String> READERS =
      Set.of(
          """
          cat less more head tail tac nl od xxd hexdump strings base64 base32 grep egrep \
          rg awk sed cut sort vi vim nano emacs ed cp mv ln scp rsync tar zip 7z gzip \
          openssl gpg curl wget nc ncat dd tee chmod chown chattr install source . find ls \
          stat file cd rm shred touch echo printf sudo doas type copy move get-content gc \
          notepad xcopy robocopy sqlite3 python python3 perl ruby node php bash sh zsh env \
          export git docker kubectl open visudo crontab bat code diff cmp wc strace gdb \
          eval exec tr split pbcopy xclip mount umount mkfs reg\
          """
              .split(" "));

  private static final Set<String> CALLS =
      Set.of(
          "open",
          "readFile",
          "readFileSync",
          "file_get_contents",
          "fopen",
          "rmtree",
          "copyfile",
          "Path",
          "readlines");

  /** Which ASCII characters end a word. */
  private static final boolean[] BREAKS = new boolean[128];

  static {
    for (int c = 0; c <= ' '; c++) {
      BREAKS[c] = true;
    }
    for (char c : "\"'<>|;&(),`=@".toCharArray()) {
      BREAKS[c] = true;
    }
  }

  private final String text;
  private final SensitivePaths.Judge judge;

  PathWords(String text, SensitivePaths.Judge judge) {
    this.text = text;
    this.judge = judge;
  }

  SensitivePaths.Judge judge() {
    return judge;
  }

  static boolean isBreak(char c) {
    return c < 128 && BREAKS[c];
  }

  /**
   * Judges what a document holds: lines that are commands, and names given to calls that open
   * files.
   */
  void document(int from, int to) {
    int line = from;
    while (line < to) {
      int end = text.indexOf('\n', line, to);
      end = end < 0 ? to : end;
      if (readsFiles(text, line, end)) {
        all(line, end, true);
      }
      line = end + 1;
    }
    for (int at = text.indexOf('(', from, to); at >= 0; at = text.indexOf('(', at + 1, to)) {
      char quote = at + 1 < to ? text.charAt(at + 1) : ' ';
      if ((quote == '"' || quote == '\'') && opensFile(at)) {
        int close = text.indexOf(quote, at + 2, Math.min(to, at + LONGEST_QUOTED));
        if (close > at + 2) {
          judge.judge(at + 2, close, false);
        }
      }
    }
  }

  /**
   * Judges every word with a slash.
   *
   * @param command whether the first line is a command, so that bare names count, too
   */
  void all(int from, int to, boolean command) {
    boolean bare = command;
    int at = from;
    while (at < to) {
      if (isDelimiter(at)) {
        if (text.charAt(at) == '\n') {
          bare = readsFiles(text, at + 1, to);
        }
        at++;
        continue;
      }
      boolean slash = bare;
      int start = at;
      while (at < to && !isDelimiter(at)) {
        char c = text.charAt(at);
        slash |= c == '/' || c == '\\' || c == '~';
        at++;
      }
      if (slash) {
        int end = quotedEnd(start, at, to);
        judge.judge(start, end, false);
        at = Math.max(at, end);
      }
    }
  }

  /** In quotes a path may hold blanks: the closing quote ends it. */
  private int quotedEnd(int start, int end, int to) {
    char quote = start > 0 ? text.charAt(start - 1) : ' ';
    if (quote != '"' && quote != '\'' || end < to && text.charAt(end) == quote) {
      return end;
    }
    int close = text.indexOf(quote, end, Math.min(to, start + LONGEST_QUOTED));
    return close < 0 ? end : close;
  }

  private boolean opensFile(int paren) {
    int name = paren;
    while (name > 0 && paren - name < 24 && isNameChar(text.charAt(name - 1))) {
      name--;
    }
    return CALLS.contains(text.substring(name, paren));
  }

  private static boolean isNameChar(char c) {
    return Character.isLetter(c) || c == '_';
  }

  /** Whether the line at {@code from} starts with a program that takes file names. */
  static boolean readsFiles(String text, int from, int to) {
    int at = from;
    while (at < to && isPrompt(text.charAt(at))) {
      at++;
    }
    int end = at;
    while (end < to && end - at < 32 && !isBreak(text.charAt(end))) {
      end++;
    }
    int name = end;
    while (name > at && text.charAt(name - 1) != '/') {
      name--;
    }
    return end > name && end - name < 14 && READERS.contains(text.substring(name, end));
  }

  private static boolean isPrompt(char c) {
    return c == ' ' || c == '\t' || c == '$' || c == '#';
  }

  private boolean isDelimiter(int at) {
    char c = text.charAt(at);
    if (c != ':') {
      return isBreak(c);
    }
    boolean drive =
        at > 0
            && Character.isLetter(text.charAt(at - 1))
            && (at == 1 || !Character.isLetterOrDigit(text.charAt(at - 2)));
    boolean scheme = at > 3 && at + 1 < text.length() && text.charAt(at + 1) == '/';
    return !drive && !scheme;
  }
}
