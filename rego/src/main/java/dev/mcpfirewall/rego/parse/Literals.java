// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.parse.token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bodies and their literals. */
final class Literals {
  private final Cursor cursor;
  private final Terms terms;

  Literals(Cursor cursor) {
    this.cursor = cursor;
    this.terms = new Terms(cursor, this);
  }

  Terms terms() {
    return terms;
  }

  /** Literals up to {@code end}, which is left at hand. */
  Body body(Kind end) {
    Body body = read(end, false);
    if (body == null) {
      throw new IllegalStateException("a body without an end");
    }
    return body;
  }

  /** The same; null where a comma stands behind a literal. */
  @Nullable Body bodyUnlessComma(Kind end) {
    return read(end, true);
  }

  private @Nullable Body read(Kind end, boolean guess) {
    cursor.enter();
    int start = cursor.at();
    if (cursor.is(end)) {
      throw cursor.fail("found empty body", cursor.here());
    }
    List<Literal> literals = new ArrayList<>();
    int levels = 0;
    while (true) {
      literals.add(literal());
      levels = Math.max(levels, cursor.height());
      boolean semicolon = cursor.accept(Kind.SEMICOLON);
      if (cursor.is(end) && !semicolon) {
        break;
      }
      if (!semicolon && (!cursor.onNewLine() || cursor.is(Kind.EOF))) {
        if (guess && cursor.is(Kind.COMMA)) {
          cursor.leave();
          return null;
        }
        throw unseparated(end);
      }
    }
    cursor.leave();
    cursor.height(levels);
    return new Body(cursor.since(start), literals);
  }

  private Failure unseparated(Kind end) {
    String note = "expected \\n or ; or " + end.word();
    return switch (cursor.kind()) {
      case COMMA -> cursor.unexpected(note, "conditions are joined by a new line or `;`");
      case ASSIGN, UNIFY ->
          cursor.unexpected(note, "one assignment stands on a line; compare with `==`");
      default -> cursor.unexpected(note);
    };
  }

  /** One literal; {@link Cursor#height} is that of its terms. */
  Literal literal() {
    int start = cursor.at();
    boolean negated = false;
    cursor.nameKeyword();
    if (cursor.accept(Kind.NOT)) {
      negated = true;
      cursor.nameKeyword();
    }
    Literal.Form form =
        switch (cursor.kind()) {
          case SOME, EVERY -> quantified(negated);
          default -> new Literal.Test(expression());
        };
    int levels = cursor.height();
    List<Literal.With> withs = withs();
    cursor.height(Math.max(levels, cursor.height()));
    return new Literal(cursor.since(start), negated, form, withs);
  }

  private Literal.Form quantified(boolean negated) {
    Kind kind = cursor.kind();
    Kind after = cursor.kind(cursor.at() + 1);
    if (after == Kind.ASSIGN || after == Kind.UNIFY || after == Kind.EQ) {
      throw cursor.unexpected("", Words.reserved(kind));
    }
    if (negated) {
      throw cursor.unexpected(
          "illegal negation of '" + kind.word() + "'",
          kind == Kind.SOME
              ? "write a helper rule, and negate that"
              : "write `some x in xs` with the opposite condition");
    }
    return kind == Kind.SOME ? some() : every();
  }

  private Term expression() {
    int start = cursor.at();
    Term left = terms.any();
    Kind kind = cursor.kind();
    if (kind != Kind.ASSIGN && kind != Kind.UNIFY) {
      return left;
    }
    int levels = cursor.height();
    Location operator = cursor.here();
    cursor.next();
    Term right = terms.any();
    cursor.raise(Math.max(levels, cursor.height()));
    return new Term.Call(
        cursor.since(start), new Term.Var(operator, kind.operator()), List.of(left, right), true);
  }

  private List<Literal.With> withs() {
    if (!startsWith()) {
      return List.of();
    }
    List<Literal.With> withs = new ArrayList<>();
    int levels = cursor.height();
    while (startsWith()) {
      int start = cursor.at();
      cursor.next();
      if (!cursor.is(Kind.IDENT)) {
        throw cursor.unexpected("expected identifier");
      }
      Term target = terms.single();
      if (!(target instanceof Term.Var) && !(target instanceof Term.Ref)) {
        throw cursor.fail("expected with target path", target.at());
      }
      cursor.expect(Kind.AS, "expected as keyword");
      Term value = terms.any();
      levels = Math.max(levels, cursor.height());
      withs.add(new Literal.With(cursor.since(start), target, value));
    }
    cursor.height(levels);
    return withs;
  }

  /** Whether {@code with} is at hand, and not a rule of that name: {@code with.x}. */
  private boolean startsWith() {
    return cursor.is(Kind.WITH) && !cursor.keywordNames();
  }

  private Literal.Form some() {
    cursor.next();
    int first = cursor.at();
    Term term = terms.any();
    if (term instanceof Term.Call call && call.infix()) {
      int count = membership(call);
      if (count == 0) {
        throw cursor.fail("expected `x in xs` or `x, y in xs` expression", call.at());
      }
      List<Term> parts = call.arguments();
      return count == 2
          ? new Literal.SomeIn(Optional.empty(), parts.get(0), parts.get(1))
          : new Literal.SomeIn(Optional.of(parts.get(0)), parts.get(1), parts.get(2));
    }
    cursor.back(first);
    List<Term.Var> variables = new ArrayList<>();
    do {
      if (!cursor.is(Kind.IDENT)) {
        throw cursor.unexpected("expected var");
      }
      variables.add(cursor.variable());
    } while (cursor.accept(Kind.COMMA));
    cursor.height(0);
    return new Literal.Some(variables);
  }

  /** How many parts a membership has; 0 where the call is none. */
  private static int membership(Term.Call call) {
    return call.operator() instanceof Term.Ref ? call.arguments().size() : 0;
  }

  private Literal.Form every() {
    cursor.next();
    Term term = terms.any();
    int levels = cursor.height();
    if (!(term instanceof Term.Call call) || !call.infix() || membership(call) == 0) {
      throw cursor.unexpected("expected `x[, y] in xs { ... }` expression");
    }
    List<Term> parts = call.arguments();
    int last = parts.size() - 1;
    Optional<Term.Var> key =
        last == 2 ? Optional.of(variable(parts.get(0), "key")) : Optional.empty();
    Term.Var value = variable(parts.get(last - 1), "value");
    if (!cursor.is(Kind.LBRACE)) {
      throw cursor.unexpected("missing body", "write `every x in xs { … }`");
    }
    cursor.next();
    Body body = body(Kind.RBRACE);
    cursor.next();
    cursor.raise(Math.max(levels, cursor.height()));
    return new Literal.Every(key, value, parts.get(last), body);
  }

  private Term.Var variable(Term term, String role) {
    if (term instanceof Term.Var v && !v.name().equals("input") && !v.name().equals("data")) {
      return v;
    }
    throw cursor.fail("expected " + role + " to be a variable", term.at());
  }
}
