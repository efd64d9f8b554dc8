// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.parse.token.Kind;
import dev.mcpfirewall.rego.parse.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules, of both versions. */
final class Rules {
  private final Cursor cursor;
  private final Literals literals;
  private final Heads heads;
  private final Complaints complaints;

  Rules(Cursor cursor, Literals literals, Complaints complaints) {
    this.cursor = cursor;
    this.literals = literals;
    this.heads = new Heads(cursor, literals.terms());
    this.complaints = complaints;
  }

  /** A rule, or as many as it has bodies in the older syntax. */
  List<Rule> rules() {
    int start = cursor.at();
    cursor.nameKeyword();
    boolean isDefault = cursor.accept(Kind.DEFAULT);
    if (isDefault) {
      cursor.nameKeyword();
    }
    Rule.Head head = heads.head(isDefault);
    if (isDefault) {
      Defaults.check(cursor, head, cursor.since(start));
      return List.of(rule(start, true, head, none(), List.of()));
    }
    boolean hasIf = cursor.is(Kind.IF) && !cursor.keywordNames();
    boolean set = !hasIf && !hasPair(head) && Heads.isPartialSet(head);
    if (set) {
      head = Heads.asPartialSet(head);
    }
    if (!hasIf && !cursor.is(Kind.LBRACE)) {
      return List.of(bodiless(start, head, set));
    }
    Body body = hasIf ? afterIf() : braced();
    complaints.body(head, hasIf, set, cursor.since(start));
    List<Rule.Else> otherwise = otherwise(head);
    List<Rule> rules = new ArrayList<>();
    rules.add(rule(start, false, head, body, otherwise));
    chained(rules, hasIf, set);
    return rules;
  }

  private static boolean hasPair(Rule.Head head) {
    return head.arguments().isPresent() || head.key().isPresent() || head.value().isPresent();
  }

  private Rule rule(
      int start, boolean isDefault, Rule.Head head, Body body, List<Rule.Else> otherwise) {
    return new Rule(cursor.since(start), isDefault, head, body, otherwise, List.of());
  }

  private Body none() {
    return new Body(cursor.nowhere(), List.of());
  }

  private Rule bodiless(int start, Rule.Head head, boolean set) {
    Location where = cursor.since(start);
    if (head.key().isEmpty() && head.value().isEmpty() && head.name() instanceof Term.Var) {
      heads.refuseBare(head, where);
    }
    if (cursor.is(Kind.SEMICOLON)) {
      throw cursor.fail(
          "multiple expressions cannot be used for rule head",
          where,
          "rules stand on lines of their own");
    }
    if (cursor.is(Kind.ELSE) && !cursor.keywordNames()) {
      throw cursor.unexpected("", "`else` stands behind a body");
    }
    complaints.bodiless(head, set, where);
    return rule(start, false, head, none(), List.of());
  }

  private Body braced() {
    cursor.next();
    Body body = literals.body(Kind.RBRACE);
    cursor.next();
    return body;
  }

  /** {@code if literal} or {@code if { body }}; a set alone is no literal, for it always holds. */
  private Body afterIf() {
    cursor.next();
    if (cursor.is(Kind.EOF)) {
      throw cursor.unexpected("rule body expected");
    }
    if (!cursor.is(Kind.LBRACE)) {
      return one();
    }
    int brace = cursor.at();
    if (mayBeLiteral()) {
      cursor.guess();
      try {
        Body body = one();
        if (!isSet(body)) {
          cursor.guessed();
          return body;
        }
      } catch (Failure asLiteral) {
        // The text is then read as a body, and what is wrong with it is said of that.
        cursor.abandon();
      }
      cursor.guessed();
      cursor.back(brace);
    }
    return braced();
  }

  private static boolean isSet(Body body) {
    Literal literal = body.literals().getFirst();
    return literal.withs().isEmpty() && literal.form() instanceof Literal.Test(Term.SetOf _);
  }

  private Body one() {
    Literal literal = literals.literal();
    return new Body(literal.at(), List.of(literal));
  }

  /** Whether the brace at hand may open an object, a comprehension or an operand. */
  private boolean mayBeLiteral() {
    Tokens tokens = cursor.tokens();
    int close = tokens.closer(cursor.at());
    if (close < 0) {
      return false;
    }
    for (int token = cursor.at() + 1; token < close; ) {
      switch (cursor.kind(token)) {
        case SEMICOLON, ASSIGN, UNIFY, SOME, EVERY, NOT, WITH -> {
          return false;
        }
        case BAR, COLON -> {
          return true;
        }
        default -> token = tokens.beyond(token);
      }
    }
    return cursor.kind(close + 1).precedence() > 0
        || cursor.kind(close + 1) == Kind.UNIFY
        || tokens.adjacent(close + 1);
  }

  private List<Rule.Else> otherwise(Rule.Head head) {
    List<Rule.Else> branches = new ArrayList<>();
    boolean hasBody = true;
    while (hasBody && cursor.is(Kind.ELSE) && !cursor.keywordNames()) {
      if (head.name() instanceof Term.Ref ref && !Heads.isGround(ref)) {
        throw cursor.fail(
            "else keyword cannot be used on rules with variables in head", cursor.here());
      }
      if (head.key().isPresent()) {
        throw cursor.fail("else keyword cannot be used on multi-value rules", cursor.here());
      }
      int start = cursor.at();
      cursor.next();
      boolean assigned = cursor.is(Kind.ASSIGN);
      Optional<Term> value = Optional.empty();
      if (assigned || cursor.is(Kind.UNIFY)) {
        cursor.next();
        value = Optional.of(literals.terms().any());
      } else if (!cursor.is(Kind.LBRACE) && !cursor.is(Kind.IF)) {
        throw cursor.unexpected("expected else value term or rule body");
      }
      Body body = elseBody(head, start);
      hasBody = body != null;
      branches.add(
          new Rule.Else(cursor.since(start), value, assigned, body == null ? none() : body));
    }
    return branches;
  }

  private @Nullable Body elseBody(Rule.Head head, int start) {
    boolean hasIf = cursor.is(Kind.IF) && !cursor.keywordNames();
    if (!hasIf && !cursor.is(Kind.LBRACE)) {
      return null;
    }
    if (hasIf) {
      cursor.next();
    }
    if (cursor.is(Kind.EOF)) {
      throw cursor.unexpected("rule body expected");
    }
    Body body = cursor.is(Kind.LBRACE) ? braced() : one();
    complaints.elseBody(hasIf, head, cursor.since(start));
    return body;
  }

  /** {@code p { … } { … }}. */
  private void chained(List<Rule> rules, boolean hasIf, boolean set) {
    Rule.Head head = rules.getFirst().head();
    while (cursor.is(Kind.LBRACE)) {
      if (!rules.getFirst().otherwise().isEmpty()) {
        throw cursor.fail("expected else keyword", cursor.here());
      }
      int start = cursor.at();
      Body body = braced();
      complaints.body(head, hasIf, set, cursor.since(start));
      rules.add(rule(start, false, heads.again(head), body, List.of()));
    }
  }
}
