// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import dev.mcpfirewall.detect.shell.Redirect.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads shell text (POSIX with bash's additions) into simple commands, those in substitutions
 * included. It reads what no shell would accept, too. Used by one thread, once. Linear: each
 * character is read once for every substitution around it, of which {@link #DEEPEST} count.
 */
public final class ShellReader {
  private static final int DEEPEST = 8;

  /** A text with more is no script that a person wrote; {@link ShellScript} says so. */
  static final int MOST_COMMANDS = 100_000;

  private final String text;
  private final int offset;
  private final int depth;
  private final Sequence out;
  private final StringBuilder word = new StringBuilder();
  private final List<String> hereDocs = new ArrayList<>();
  private boolean inWord;
  private boolean quoted;
  private int at;

  private ShellReader(String text, int offset, int depth, List<ShellCommand> into) {
    this.text = text;
    this.offset = offset;
    this.depth = depth;
    this.out = new Sequence(into, depth > 0);
  }

  /** The commands in {@code text}, at most {@link #MOST_COMMANDS}. */
  public static List<ShellCommand> read(String text) {
    List<ShellCommand> into = new ArrayList<>();
    new ShellReader(text, 0, 0, into).run();
    return into;
  }

  private void run() {
    out.open(offset);
    while (at < text.length() && !out.full(MOST_COMMANDS)) {
      step(text.charAt(at));
    }
    endWord();
    out.close(offset + text.length(), false);
  }

  private void step(char c) {
    switch (c) {
      case '\\' -> escape();
      case '\'' -> single();
      case '"' -> doubled();
      case '$' -> dollar(false);
      case '`' -> backtick();
      case ' ', '\t', '\r' -> {
        endWord();
        at++;
      }
      case '\n' -> {
        endCommand(1, false);
        hereDocuments();
      }
      case ';', '(', ')' -> endCommand(1, false);
      case '|' -> endCommand(next('|') ? 2 : next('&') ? 2 : 1, !next('|'));
      case '&' -> ampersand();
      case '<', '>' -> redirect(c);
      case '#' -> hash();
      default -> take(c);
    }
  }

  private boolean next(char c) {
    return at + 1 < text.length() && text.charAt(at + 1) == c;
  }

  private void take(char c) {
    word.append(c);
    inWord = true;
    at++;
  }

  private void endWord() {
    if (!inWord) {
      return;
    }
    out.word(new Word(word.toString(), quoted), offset + at);
    word.setLength(0);
    inWord = false;
    quoted = false;
  }

  private void endCommand(int length, boolean pipe) {
    endWord();
    out.close(offset + at, pipe);
    at += length;
    out.open(offset + at);
  }

  private void ampersand() {
    if (next('>')) {
      at++;
      redirect('>');
    } else {
      endCommand(next('&') ? 2 : 1, false);
    }
  }

  private void escape() {
    if (at + 1 >= text.length()) {
      take('\\');
      return;
    }
    char c = text.charAt(at + 1);
    at += 2;
    if (c != '\n') {
      word.append(c);
      inWord = true;
    }
  }

  private void single() {
    int close = text.indexOf('\'', at + 1);
    int end = close < 0 ? text.length() : close;
    word.append(text, at + 1, end);
    inWord = true;
    quoted = true;
    at = Math.min(text.length(), end + 1);
  }

  private void doubled() {
    inWord = true;
    quoted = true;
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return;
      }
      if (c == '\\' && at + 1 < text.length()) {
        char escaped = text.charAt(at + 1);
        if (escaped != '"'
            && escaped != '\\'
            && escaped != '$'
            && escaped != '`'
            && escaped != '\n') {
          word.append(c);
        }
        word.append(escaped);
        at += 2;
      } else if (c == '$') {
        dollar(true);
      } else if (c == '`') {
        backtick();
      } else {
        word.append(c);
        at++;
      }
    }
  }

  private void dollar(boolean inQuotes) {
    if (next('(')) {
      substitution(at + 2 < text.length() && text.charAt(at + 2) == '(');
    } else if (!inQuotes && next('\'')) {
      ansi();
    } else if (!inQuotes && (text.startsWith("$IFS", at) || text.startsWith("${IFS", at))) {
      int close = next('{') ? text.indexOf('}', at) : at + 3;
      at = close < 0 ? text.length() : close + 1;
      at +=
          at + 1 < text.length() && text.charAt(at) == '$' && Character.isDigit(text.charAt(at + 1))
              ? 2
              : 0;
      endWord();
    } else if (next('@') || next('*') && inWord) {
      at += 2;
    } else {
      take('$');
    }
  }

  private void substitution(boolean arithmetic) {
    int close = Closing.parenthesis(text, at + 2);
    int from = at + 2;
    if (arithmetic && close > from && text.charAt(close - 1) == ')') {
      arithmetic(from + 1, close - 1);
    } else {
      nested(from, close);
    }
    word.append(text, at, Math.min(text.length(), close + 1));
    inWord = true;
    at = Math.min(text.length(), close + 1);
  }

  private void arithmetic(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.startsWith("$(", i)) {
        int close = Closing.parenthesis(text, i + 2);
        nested(i + 2, Math.min(close, to));
        i = close;
      } else if (text.charAt(i) == '`') {
        int close = Closing.backtick(text, i + 1);
        nested(i + 1, Math.min(close, to));
        i = close;
      }
    }
  }

  private void backtick() {
    int close = Closing.backtick(text, at + 1);
    nested(at + 1, close);
    word.append(text, at, Math.min(text.length(), close + 1));
    inWord = true;
    at = Math.min(text.length(), close + 1);
  }

  private void nested(int from, int to) {
    if (depth < DEEPEST && to > from) {
      new ShellReader(text.substring(from, to), offset + from, depth + 1, out.into()).run();
    }
  }

  /** {@code $'…'}. */
  private void ansi() {
    int i = at + 2;
    inWord = true;
    quoted = true;
    while (i < text.length() && text.charAt(i) != '\'') {
      i = AnsiEscapes.append(text, i, word);
    }
    at = Math.min(text.length(), i + 1);
  }

  private void hash() {
    if (inWord) {
      take('#');
      return;
    }
    int line = text.indexOf('\n', at);
    at = line < 0 ? text.length() : line;
  }

  private void redirect(char c) {
    if (inWord && !quoted && isNumber(word)) {
      word.setLength(0);
      inWord = false;
    }
    endWord();
    if (next('(')) {
      int close = Closing.parenthesis(text, at + 2);
      nested(at + 2, close);
      out.word(
          new Word(text.substring(at, Math.min(text.length(), close + 1)), false), offset + at);
      at = Math.min(text.length(), close + 1);
      return;
    }
    if (c == '<' && text.startsWith("<<<", at)) {
      at += 3;
      out.expect(Kind.TEXT);
    } else if (c == '<' && next('<')) {
      hereDocument();
    } else if (c == '<') {
      out.expect(next('>') ? Kind.BOTH : Kind.READ);
      at += next('>') || next('&') ? 2 : 1;
    } else {
      out.expect(next('>') ? Kind.APPEND : Kind.WRITE);
      at += next('>') || next('&') || next('|') ? 2 : 1;
    }
  }

  private static boolean isNumber(StringBuilder word) {
    for (int i = 0; i < word.length(); i++) {
      if (!Character.isDigit(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private void hereDocument() {
    at += 2;
    while (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == ' ')) {
      at++;
    }
    StringBuilder name = new StringBuilder();
    while (at < text.length() && " \t\n;|&<>()".indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at++);
      if (c != '\'' && c != '"' && c != '\\') {
        name.append(c);
      }
    }
    if (!name.isEmpty()) {
      hereDocs.add(name.toString());
      out.awaitDocument();
    }
  }

  /** Takes the bodies of the here-documents announced on the line just ended. */
  private void hereDocuments() {
    for (String name : hereDocs) {
      int from = at;
      int bodyEnd = text.length();
      while (at < text.length()) {
        int line = text.indexOf('\n', at);
        int end = line < 0 ? text.length() : line;
        boolean last = text.substring(at, end).strip().equals(name);
        bodyEnd = last ? at : end;
        at = Math.min(text.length(), end + 1);
        if (last) {
          break;
        }
      }
      out.document(text.substring(from, Math.max(from, bodyEnd)));
    }
    hereDocs.clear();
  }
}
