// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.syntax;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What both grammars are read with; the first error ends the reading. */
public class TokenReader {
  /** More braces, brackets or fragments within each other are refused. */
  public static final int MAX_DEPTH = 200;

  private final Lexer lexer;
  private Token ahead;
  private Token last;
  private int depth;

  TokenReader(String text) {
    lexer = new Lexer(text);
    ahead = lexer.next();
    last = ahead;
  }

  final Token peek() {
    return ahead;
  }

  /** The token read last. */
  final Token last() {
    return last;
  }

  final Token next() {
    if (ahead.is(Kind.INVALID)) {
      throw error(ahead, ahead.value());
    }
    last = ahead;
    ahead = lexer.next();
    return last;
  }

  final boolean skip(Kind kind) {
    boolean found = ahead.is(kind);
    if (found) {
      next();
    }
    return found;
  }

  final Token expect(Kind kind) {
    if (!ahead.is(kind)) {
      throw error(ahead, "Expected " + kind + ", found " + ahead.kind());
    }
    return next();
  }

  final void expectWord(String word) {
    if (!ahead.isName(word)) {
      throw error(ahead, "Expected " + Node.quote(word) + ", found " + ahead);
    }
    next();
  }

  final String name() {
    return expect(Kind.NAME).value();
  }

  final GraphqlError unexpected() {
    return unexpected(ahead);
  }

  final GraphqlError unexpected(Token token) {
    return error(token, "Unexpected " + token);
  }

  /** Any number of things in brackets; none where the first bracket is not there. */
  final <T> List<T> many(Kind open, Kind close, Supplier<T> each) {
    List<T> all = new ArrayList<>();
    if (skip(open)) {
      while (!ahead.is(close)) {
        all.add(each.get());
      }
      next();
    }
    return all;
  }

  /** At least one thing in brackets; none where the first bracket is not there. */
  final <T> List<T> some(Kind open, Kind close, Supplier<T> each) {
    boolean empty = ahead.is(open);
    List<T> all = new ArrayList<>();
    if (skip(open)) {
      while (!ahead.is(close)) {
        empty = false;
        all.add(each.get());
      }
      if (empty) {
        throw error(ahead, "expected at least one definition, found " + ahead.kind());
      }
      next();
    }
    return all;
  }

  final <T> T nested(Supplier<T> inner) {
    if (++depth > MAX_DEPTH) {
      throw new LimitExceeded("GraphQL nested deeper than " + MAX_DEPTH);
    }
    T read = inner.get();
    depth--;
    return read;
  }

  static GraphqlError error(Token at, String text) {
    return new GraphqlError(text, at.line(), at.column());
  }
}
