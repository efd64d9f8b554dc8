// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.syntax;

import dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind;

/** Cuts a text into tokens, one at a time; of one thread. Linear. */
final class Lexer {
  private static final String PUNCTUATION = "!$&():=@[]{}|";
  private static final Kind[] PUNCTUATORS = {
    Kind.BANG,
    Kind.DOLLAR,
    Kind.AMP,
    Kind.PAREN_LEFT,
    Kind.PAREN_RIGHT,
    Kind.COLON,
    Kind.EQUALS,
    Kind.AT,
    Kind.BRACKET_LEFT,
    Kind.BRACKET_RIGHT,
    Kind.BRACE_LEFT,
    Kind.BRACE_RIGHT,
    Kind.PIPE
  };

  /** By code points, because columns count them. */
  private final int[] text;

  private int at;
  private int start;
  private int line = 1;
  private int lineStart;

  Lexer(String text) {
    this.text = text.codePoints().toArray();
  }

  Token next() {
    blank();
    start = at;
    if (at == text.length) {
      return token(Kind.EOF, "");
    }
    int c = text[at];
    int punctuator = PUNCTUATION.indexOf(c);
    if (punctuator >= 0) {
      at++;
      return token(PUNCTUATORS[punctuator], "");
    }
    if (c == '.' && looking("...")) {
      at += 3;
      return token(Kind.SPREAD, "");
    }
    if (letter(c)) {
      while (at < text.length && (letter(text[at]) || digit(text[at]))) {
        at++;
      }
      return token(Kind.NAME, text(start, at));
    }
    if (c == '-' || digit(c)) {
      return number();
    }
    if (c == '"') {
      return looking("\"\"\"") ? blockString() : string();
    }
    return invalid(
        c < 0x20
            ? "Cannot contain the invalid character \"\\u%04d\"".formatted(c)
            : c == '\''
                ? "Unexpected single quote character ('), did you mean to use a double quote (\")?"
                : "Cannot parse the unexpected character \"" + Character.toString(c) + "\".");
  }

  private void blank() {
    while (at < text.length) {
      int c = text[at];
      if (c == '#') {
        while (at < text.length && (text[at] > 0x1f || text[at] == '\t')) {
          at++;
        }
      } else if (c == '\n' || c == '\r') {
        at++;
        line++;
        lineStart = at;
        if (c == '\r' && at < text.length && text[at] == '\n') {
          at++;
        }
      } else if (c == ' ' || c == '\t' || c == ',' || c == 0xfeff) {
        at++;
      } else {
        return;
      }
    }
  }

  private Token number() {
    boolean fraction = false;
    accept('-', '-');
    if (accept('0', '0')) {
      if (at < text.length && digit(text[at])) {
        return invalid("Invalid number, unexpected digit after 0: " + shown() + ".");
      }
    } else if (!digits()) {
      return noDigit();
    }
    if (accept('.', '.')) {
      fraction = true;
      if (!digits()) {
        return noDigit();
      }
    }
    if (accept('e', 'E')) {
      fraction = true;
      accept('+', '-');
      if (!digits()) {
        return noDigit();
      }
    }
    return token(fraction ? Kind.FLOAT : Kind.INT, text(start, at));
  }

  private Token noDigit() {
    return invalid("Invalid number, expected digit but got: " + shown() + ".");
  }

  private Token string() {
    start = ++at;
    StringBuilder out = new StringBuilder();
    while (at < text.length) {
      int c = text[at];
      if (c == '\n' || c == '\r') {
        break;
      }
      if (c < 0x20 && c != '\t') {
        return invalid("Invalid character within String: \"\\u%04d\".".formatted(c));
      }
      if (c == '"') {
        Token token = token(Kind.STRING, out.toString());
        at++;
        return token;
      }
      if (c != '\\') {
        out.appendCodePoint(c);
        at++;
      } else if (!escape(out)) {
        int end =
            Math.min(text.length, at + 2 + (at + 1 < text.length && text[at + 1] == 'u' ? 4 : 0));
        String escaped = text(at + 1, end);
        at++;
        return invalid(
            escaped.isEmpty()
                ? "Invalid character escape sequence."
                : "Invalid character escape sequence: \\" + escaped + ".");
      }
    }
    return invalid("Unterminated string.");
  }

  private boolean escape(StringBuilder out) {
    int escaped = at + 1 < text.length ? text[at + 1] : -1;
    if (escaped == 'u') {
      int code = 0;
      for (int i = at + 2; i < at + 6; i++) {
        int digit = i < text.length ? Character.digit(text[i], 16) : -1;
        if (digit < 0 || text[i] > 'f') {
          return false;
        }
        code = code << 4 | digit;
      }
      out.append((char) code);
      at += 6;
      return true;
    }
    int plain = "\"/\\bfnrt".indexOf(escaped);
    if (escaped < 0 || plain < 0) {
      return false;
    }
    out.append("\"/\\\b\f\n\r\t".charAt(plain));
    at += 2;
    return true;
  }

  private Token blockString() {
    at += 3;
    start = at;
    StringBuilder out = new StringBuilder();
    while (at < text.length) {
      int c = text[at];
      if (c == '"' && looking("\"\"\"")) {
        Token token = token(Kind.BLOCK_STRING, BlockText.of(out.toString()));
        at += 3;
        return token;
      }
      if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') {
        return invalid("Invalid character within String: \"\\u%04d\".".formatted(c));
      }
      if (c == '\\' && looking("\\\"\"\"")) {
        out.append("\"\"\"");
        at += 4;
      } else if (c == '\n' || c == '\r') {
        at += c == '\r' && at + 1 < text.length && text[at + 1] == '\n' ? 2 : 1;
        out.append('\n');
        line++;
        lineStart = at;
      } else {
        out.appendCodePoint(c);
        at++;
      }
    }
    return invalid("Unterminated string.");
  }

  private boolean accept(char one, char other) {
    boolean accepted = at < text.length && (text[at] == one || text[at] == other);
    at += accepted ? 1 : 0;
    return accepted;
  }

  private boolean digits() {
    int from = at;
    while (at < text.length && digit(text[at])) {
      at++;
    }
    return at > from;
  }

  private boolean looking(String word) {
    return at + word.length() <= text.length && text(at, at + word.length()).equals(word);
  }

  private String shown() {
    return at < text.length ? "\"" + Character.toString(text[at]) + "\"" : "<EOF>";
  }

  private String text(int from, int to) {
    return new String(text, from, to - from);
  }

  private Token token(Kind kind, String value) {
    return new Token(kind, value, line, start - lineStart + 1);
  }

  private Token invalid(String why) {
    return new Token(Kind.INVALID, why, line, at - lineStart + 1);
  }

  private static boolean letter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }
}
