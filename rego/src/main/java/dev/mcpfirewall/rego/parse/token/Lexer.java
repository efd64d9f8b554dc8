// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse.token;

import dev.mcpfirewall.rego.ast.Module.Comment;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text to tokens, in one pass. What is no token becomes {@link Kind#ILLEGAL} with its error, and
 * the pass goes on behind it.
 */
public final class Lexer {
  private final String text;
  private final Source source;
  private final Tokens tokens;
  private final ArrayDeque<Open> open = new ArrayDeque<>();
  private final int[] counts = new int[Kind.values().length];
  private final List<Integer> lost = new ArrayList<>();
  private int at;
  private int start;
  private boolean newline;
  private @Nullable RegoError problem;

  /** A bracket not yet closed; {@code hole} where it is the brace of a template string. */
  private record Open(Kind kind, int token, boolean hole, boolean raw) {}

  private Lexer(Source source) {
    this.source = source;
    this.text = source.text();
    this.tokens = new Tokens(source);
  }

  /** The tokens of a text. */
  public static Tokens of(Source source) {
    Lexer lexer = new Lexer(source);
    if (source.text().startsWith("\uFEFF")) {
      lexer.at = 1;
    }
    while (lexer.skip()) {
      lexer.token();
    }
    lexer.tokens.add(Kind.EOF, lexer.at, lexer.at, lexer.newline);
    lexer.tokens.unclosed(lexer.dangling());
    return lexer.tokens;
  }

  private List<Integer> dangling() {
    List<Integer> openers = new ArrayList<>(lost);
    open.forEach(bracket -> openers.add(bracket.token));
    openers.sort(null);
    return openers;
  }

  /** Steps over white space and comments; false at the end. */
  private boolean skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        newline = true;
        at++;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '#') {
        comment();
      } else {
        return true;
      }
    }
    return false;
  }

  private void comment() {
    int from = at;
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
    int stop = at > from + 1 && text.charAt(at - 1) == '\r' ? at - 1 : at;
    tokens.comment(new Comment(source.at(from, stop), text.substring(from + 1, stop)));
  }

  private void token() {
    start = at;
    char c = text.charAt(at);
    if (isLetter(c)) {
      word();
    } else if (isDigit(c)) {
      number();
    } else {
      at++;
      switch (c) {
        case '"' -> quoted();
        case '`' -> raw();
        case '$' -> template();
        case '[' -> opens(Kind.LBRACK);
        case '{' -> opens(Kind.LBRACE);
        case '(' -> opens(Kind.LPAREN);
        case ']' -> closes(Kind.RBRACK, Kind.LBRACK);
        case '}' -> closes(Kind.RBRACE, Kind.LBRACE);
        case ')' -> closes(Kind.RPAREN, Kind.LPAREN);
        default -> add(symbol(c));
      }
    }
  }

  private int add(Kind kind) {
    int token = tokens.add(problem == null ? kind : Kind.ILLEGAL, start, at, newline);
    if (problem != null) {
      tokens.problem(token, problem);
      problem = null;
    }
    newline = false;
    return token;
  }

  private Kind symbol(char c) {
    return switch (c) {
      case ',' -> Kind.COMMA;
      case ';' -> Kind.SEMICOLON;
      case '.' -> Kind.DOT;
      case '+' -> Kind.PLUS;
      case '-' -> Kind.MINUS;
      case '*' -> Kind.TIMES;
      case '/' -> Kind.SLASH;
      case '%' -> Kind.PERCENT;
      case '&' -> Kind.AMPERSAND;
      case '|' -> Kind.BAR;
      case ':' -> accept('=') ? Kind.ASSIGN : Kind.COLON;
      case '=' -> accept('=') ? Kind.EQ : Kind.UNIFY;
      case '<' -> accept('=') ? Kind.LTE : Kind.LT;
      case '>' -> accept('=') ? Kind.GTE : Kind.GT;
      case '!' -> accept('=') ? Kind.NEQ : illegal(c);
      default -> illegal(c);
    };
  }

  private boolean accept(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private Kind illegal(char c) {
    if (Character.isHighSurrogate(c)
        && at < text.length()
        && Character.isLowSurrogate(text.charAt(at))) {
      at++;
    }
    String shown = text.substring(start, at);
    String message =
        switch (c) {
          case 0 -> "illegal null character";
          case '\uFEFF' -> "illegal byte-order mark";
          default -> "illegal " + shown + " character";
        };
    RegoError error = RegoError.of(ErrorCode.PARSE, message, source.at(start, at));
    problem =
        switch (c) {
          case '!' -> error.help("write `not` to negate an expression");
          case '\'', '\u2018', '\u2019', '\u201C', '\u201D' ->
              error.help("strings are written in straight double quotes or in backquotes");
          case '\u00A0' -> error.help("this is a no-break space: write a plain one");
          default -> error;
        };
    return Kind.ILLEGAL;
  }

  private void complain(String message, int from) {
    if (problem == null) {
      problem = RegoError.of(ErrorCode.PARSE, message, source.at(from, Math.max(from, at)));
    }
  }

  private void word() {
    do {
      at++;
    } while (at < text.length() && isWordPart(text.charAt(at)));
    add(Kind.ofWord(text.substring(start, at)));
  }

  private void number() {
    digits();
    if (accept('.') && !digits()) {
      complain("expected fraction", start);
    }
    if (accept('e') || accept('E')) {
      if (!accept('+')) {
        accept('-');
      }
      if (!digits()) {
        complain("expected exponent", start);
      }
    }
    if (at < text.length() && isLetter(text.charAt(at))) {
      while (at < text.length() && isWordPart(text.charAt(at))) {
        at++;
      }
      complain("illegal number format", start);
    }
    add(Kind.NUMBER);
  }

  private boolean digits() {
    int from = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at > from;
  }

  private void quoted() {
    while (true) {
      if (at >= text.length() || text.charAt(at) == '\n') {
        unterminated();
        break;
      }
      char c = text.charAt(at++);
      if (c == '"') {
        break;
      }
      if (c == '\\') {
        escape(false);
      }
    }
    add(Kind.STRING);
  }

  private void unterminated() {
    complain("non-terminated string", start);
    if (problem != null && text.charAt(start) == '"') {
      problem =
          problem.help("a string ends on its line; write `\\n`, or use backquotes for many lines");
    }
  }

  private void escape(boolean brace) {
    if (at >= text.length()) {
      return;
    }
    char c = text.charAt(at);
    if (c == 'u') {
      for (int i = at + 1; i <= at + 4; i++) {
        if (i >= text.length() || Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
          complain("illegal escape sequence", at - 1);
          at++;
          return;
        }
      }
      at += 5;
    } else if ("\\\"/bfnrt".indexOf(c) >= 0 || brace && c == '{') {
      at++;
    } else {
      complain("illegal escape sequence", at - 1);
      if (problem != null && problem.help().isEmpty()) {
        problem = problem.help("write `\\\\` for a backslash, or the string in backquotes");
      }
    }
  }

  private void raw() {
    int end = text.indexOf('`', at);
    at = end < 0 ? text.length() : end + 1;
    if (end < 0) {
      complain("non-terminated string", start);
    }
    add(Kind.RAW_STRING);
  }

  private void template() {
    if (accept('"')) {
      part(false);
    } else if (accept('`')) {
      part(true);
    } else {
      add(illegal('$'));
    }
  }

  /** The text of a template string up to its next hole or its end. */
  private void part(boolean raw) {
    while (true) {
      if (at >= text.length() || !raw && text.charAt(at) == '\n') {
        complain("non-terminated string", start);
        add(Kind.ILLEGAL);
        return;
      }
      char c = text.charAt(at++);
      if (c == (raw ? '`' : '"')) {
        add(raw ? Kind.RAW_TEMPLATE_END : Kind.TEMPLATE_END);
        return;
      }
      if (c == '{') {
        int token = add(raw ? Kind.RAW_TEMPLATE_PART : Kind.TEMPLATE_PART);
        open.push(new Open(Kind.LBRACE, token, true, raw));
        counts[Kind.LBRACE.ordinal()]++;
        return;
      }
      if (c == '\\') {
        if (!raw) {
          escape(true);
        } else {
          accept('{');
        }
      }
    }
  }

  private void opens(Kind kind) {
    open.push(new Open(kind, add(kind), false, false));
    counts[kind.ordinal()]++;
  }

  private void closes(Kind kind, Kind opener) {
    int token = add(kind);
    if (counts[opener.ordinal()] == 0) {
      return;
    }
    while (true) {
      Open last = open.pop();
      counts[last.kind.ordinal()]--;
      if (last.kind != opener) {
        lost.add(last.token);
      } else {
        tokens.pair(last.token, token);
        if (last.hole) {
          start = at;
          part(last.raw);
        }
        return;
      }
    }
  }

  /** Whether a name may start with it. */
  public static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  /** Whether it is one of the ten. */
  public static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    return isLetter(c) || isDigit(c) || c > 0x7f && Character.isDigit(c);
  }
}
