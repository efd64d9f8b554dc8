// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.parse.token.Kind;
import dev.mcpfirewall.rego.parse.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arrays, sets, objects and their comprehensions.
 *
 * <p>{@code [a | b, c]} is an array whose first element is {@code a | b}, and {@code [a | b]} a
 * comprehension: where a comma leaves it open, the comprehension is tried first.
 */
final class Composites {
  private final Cursor cursor;
  private final Terms terms;
  private final Literals literals;

  Composites(Cursor cursor, Terms terms, Literals literals) {
    this.cursor = cursor;
    this.terms = terms;
    this.literals = literals;
  }

  Term array() {
    int open = cursor.at();
    cursor.next();
    if (cursor.accept(Kind.RBRACK)) {
      return new Term.Array(cursor.since(open), List.of());
    }
    boolean comma = cursor.accept(Kind.COMMA);
    int start = cursor.at();
    Term head = terms.single();
    if (cursor.is(Kind.BAR) && !comma) {
      int levels = cursor.height();
      Body body = comprehension(open, Kind.RBRACK);
      if (body != null) {
        cursor.raise(Math.max(levels, cursor.height()));
        return new Term.ArrayComprehension(cursor.since(open), head, body);
      }
    }
    List<Term> elements = list(start, head, Kind.RBRACK);
    return new Term.Array(cursor.since(open), elements);
  }

  Term braces() {
    int open = cursor.at();
    cursor.next();
    if (cursor.accept(Kind.RBRACE)) {
      return new Term.Obj(cursor.since(open), List.of());
    }
    boolean comma = cursor.accept(Kind.COMMA);
    int start = cursor.at();
    Term head = terms.single();
    if (cursor.is(Kind.BAR) && !comma) {
      int levels = cursor.height();
      Body body = comprehension(open, Kind.RBRACE);
      if (body != null) {
        cursor.raise(Math.max(levels, cursor.height()));
        return new Term.SetComprehension(cursor.since(open), head, body);
      }
    }
    Term first = terms.elementFrom(start, head);
    if (cursor.is(Kind.COLON)) {
      return object(open, first, !comma);
    }
    if (!cursor.is(Kind.RBRACE) && !cursor.is(Kind.COMMA)) {
      throw cursor.unexpected("non-terminated set", hint());
    }
    List<Term> elements = rest(first, Kind.RBRACE);
    return new Term.SetOf(cursor.since(open), elements);
  }

  private String hint() {
    return switch (cursor.kind()) {
      case ASSIGN, UNIFY, SEMICOLON, SOME, EVERY, NOT, WITH ->
          "this brace opens a set or an object; a body stands behind `if`";
      default -> "expected `,` or `}`";
    };
  }

  private Term object(int open, Term key, boolean comprehends) {
    int levels = cursor.height();
    cursor.next();
    int start = cursor.at();
    Term value = terms.single();
    levels = Math.max(levels, cursor.height());
    if (cursor.is(Kind.BAR) && comprehends) {
      Body body = comprehension(open, Kind.RBRACE);
      if (body != null) {
        cursor.raise(Math.max(levels, cursor.height()));
        return new Term.ObjectComprehension(cursor.since(open), key, value, body);
      }
    }
    value = terms.elementFrom(start, value);
    levels = Math.max(levels, cursor.height());
    List<Term.Member> members = new ArrayList<>();
    members.add(new Term.Member(key, value));
    while (!cursor.accept(Kind.RBRACE)) {
      if (!cursor.accept(Kind.COMMA)) {
        throw cursor.unexpected("non-terminated object", "expected `,` or `}`");
      }
      if (!cursor.is(Kind.RBRACE)) {
        members.add(member());
        levels = Math.max(levels, cursor.height());
      }
    }
    cursor.raise(levels);
    return new Term.Obj(cursor.since(open), members);
  }

  private Term.Member member() {
    Term key = terms.element();
    int levels = cursor.height();
    cursor.expect(Kind.COLON, "expected \":\"");
    Term value = terms.element();
    cursor.height(Math.max(levels, cursor.height()));
    return new Term.Member(key, value);
  }

  private List<Term> list(int start, Term head, Kind end) {
    return rest(terms.elementFrom(start, head), end);
  }

  private List<Term> rest(Term first, Kind end) {
    int levels = cursor.height();
    List<Term> elements = new ArrayList<>();
    elements.add(first);
    while (!cursor.accept(end)) {
      cursor.expect(Kind.COMMA, "expected \",\" or \"" + end.word() + "\"");
      if (!cursor.is(end)) {
        elements.add(terms.element());
        levels = Math.max(levels, cursor.height());
      }
    }
    cursor.raise(levels);
    return elements;
  }

  /** The body behind the bar at hand; null, without a step, where the bar is an operator. */
  private @Nullable Body comprehension(int open, Kind end) {
    int bar = cursor.at();
    int levels = cursor.height();
    if (!commaAhead(open)) {
      cursor.next();
      Body body = literals.body(end);
      cursor.next();
      return body;
    }
    cursor.guess();
    cursor.next();
    Body body = literals.bodyUnlessComma(end);
    cursor.guessed();
    if (body == null) {
      cursor.back(bar);
      cursor.height(levels);
      return null;
    }
    cursor.next();
    return body;
  }

  /** Whether what stands between the bar and the end may be elements. */
  private boolean commaAhead(int open) {
    Tokens tokens = cursor.tokens();
    int close = tokens.closer(open);
    int token = cursor.at() + 1;
    while (close < 0 || token < close) {
      switch (cursor.kind(token)) {
        case COMMA -> {
          return true;
        }
        case SEMICOLON, ASSIGN, UNIFY, SOME, EVERY, NOT, WITH, EOF -> {
          return false;
        }
        default -> token = tokens.beyond(token);
      }
    }
    return false;
  }
}
