// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts a template into text and the tokens of its actions. */
final class TemplateLexer {
  /** The kinds of tokens; {@code SPACE} matters: {@code .a .b} is not {@code .a.b}. */
  enum Kind {
    TEXT,
    OPEN,
    CLOSE,
    SPACE,
    WORD,
    FIELD,
    DOT,
    VARIABLE,
    STRING,
    NUMBER,
    SIGN
  }

  /** A token and its text: of strings the value, of fields and variables the name. */
  record Token(Kind kind, String text, int line) {
    boolean is(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }
  }

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  private TemplateLexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    TemplateLexer lexer = new TemplateLexer(text);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    boolean trimmed = false;
    while (true) {
      int open = text.indexOf("{{", at);
      String plain = text.substring(at, open < 0 ? text.length() : open);
      int start = trimmed ? plain.length() - plain.stripLeading().length() : 0;
      boolean trims = open >= 0 && text.startsWith("{{-", open) && blank(open + 3);
      String kept = plain.substring(start);
      add(Kind.TEXT, trims ? kept.stripTrailing() : kept);
      count(plain);
      if (open < 0) {
        return;
      }
      at = open + (trims ? 3 : 2);
      trimmed = action();
    }
  }

  private boolean blank(int index) {
    return index < text.length() && " \t\r\n".indexOf(text.charAt(index)) >= 0;
  }

  private void count(String passed) {
    line += (int) passed.chars().filter(c -> c == '\n').count();
  }

  private void add(Kind kind, String token) {
    if (kind != Kind.TEXT || !token.isEmpty()) {
      tokens.add(new Token(kind, token, line));
    }
  }

  /** Reads up to the end of an action; whether the text behind it is to be trimmed. */
  private boolean action() {
    int inside = at;
    while (blank(inside)) {
      inside++;
    }
    if (text.startsWith("/*", inside)) {
      return comment(inside);
    }
    add(Kind.OPEN, "{{");
    while (true) {
      if (text.startsWith("}}", at)) {
        at += 2;
        add(Kind.CLOSE, "}}");
        return false;
      }
      if (blank(at) && text.startsWith("-}}", at + 1)) {
        at += 4;
        add(Kind.CLOSE, "}}");
        return true;
      }
      if (at >= text.length()) {
        throw wrong("unclosed action");
      }
      token();
    }
  }

  private boolean comment(int start) {
    int end = text.indexOf("*/", start);
    if (end < 0) {
      throw wrong("unclosed comment");
    }
    count(text.substring(start, end));
    at = end + 2;
    boolean trims = blank(at) && text.startsWith("-}}", at + 1);
    if (!trims && !text.startsWith("}}", at)) {
      throw wrong("comment ends before closing delimiter");
    }
    at += trims ? 4 : 2;
    return trims;
  }

  private void token() {
    char c = text.charAt(at);
    if (blank(at)) {
      int start = at;
      while (blank(at) && !text.startsWith("-}}", at + 1)) {
        at++;
      }
      count(text.substring(start, at));
      add(Kind.SPACE, " ");
    } else if (c == '"' || c == '`' || c == '\'') {
      quoted(c);
    } else if (c == '$') {
      at++;
      add(Kind.VARIABLE, "$" + name());
    } else if (c == '.' && !digit(at + 1)) {
      at++;
      String name = name();
      add(name.isEmpty() ? Kind.DOT : Kind.FIELD, name);
    } else if (digit(at) || c == '.' || (c == '-' || c == '+') && (digit(at + 1) || next('.'))) {
      number();
    } else if (Character.isLetter(c) || c == '_') {
      add(Kind.WORD, name());
    } else if (c == ':' && next('=')) {
      at += 2;
      add(Kind.SIGN, ":=");
    } else if ("|(),=".indexOf(c) >= 0) {
      at++;
      add(Kind.SIGN, String.valueOf(c));
    } else {
      throw wrong("unexpected " + GoQuote.quote(String.valueOf(c)) + " in operand");
    }
  }

  private boolean digit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private boolean next(char c) {
    return at + 1 < text.length() && text.charAt(at + 1) == c;
  }

  private String name() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return text.substring(start, at);
  }

  private void number() {
    int start = at++;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '.'
            || text.charAt(at) == '_'
            || "+-".indexOf(text.charAt(at)) >= 0 && "eEpP".indexOf(text.charAt(at - 1)) >= 0)) {
      at++;
    }
    add(Kind.NUMBER, text.substring(start, at));
  }

  private void quoted(char quote) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      if (text.charAt(end) == '\n' && quote != '`') {
        end = text.length();
      } else {
        end += quote != '`' && text.charAt(end) == '\\' ? 2 : 1;
      }
    }
    if (end >= text.length()) {
      throw wrong(quote == '\'' ? "unterminated character constant" : "unterminated quoted string");
    }
    String inside = text.substring(at + 1, end);
    count(inside);
    at = end + 1;
    if (quote == '`') {
      add(Kind.STRING, inside);
      return;
    }
    String value = Unquote.of(inside).orElseThrow(() -> wrong("invalid syntax"));
    if (quote == '"') {
      add(Kind.STRING, value);
    } else if (value.codePointCount(0, value.length()) == 1) {
      add(Kind.NUMBER, Integer.toString(value.codePointAt(0)));
    } else {
      throw wrong("malformed character constant: '" + inside + "'");
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("template: template:" + line + ": " + what);
  }
}
