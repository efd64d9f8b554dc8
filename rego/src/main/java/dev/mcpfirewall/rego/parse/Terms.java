// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.parse.token.Kind;
import dev.mcpfirewall.rego.parse.token.Lexer;
import dev.mcpfirewall.rego.parse.token.Strings;
import dev.mcpfirewall.rego.parse.token.Tokens;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;

/** Terms: operators by precedence, scalars, variables, references and calls. */
final class Terms {
  private static final int RELATION = Kind.EQ.precedence();

  private final Cursor cursor;
  private final Composites composites;
  private final Templates templates;

  Terms(Cursor cursor, Literals literals) {
    this.cursor = cursor;
    this.composites = new Composites(cursor, this, literals);
    this.templates = new Templates(cursor, literals);
  }

  /** A term with operators; {@code k, v in xs} is one. */
  Term any() {
    int start = cursor.at();
    return membership(start, operators(start, single(), RELATION), true);
  }

  /** A term with operators, between commas. */
  Term element() {
    int start = cursor.at();
    return elementFrom(start, single());
  }

  /** The same, where its first operand is read already. */
  Term elementFrom(int start, Term first) {
    return membership(start, operators(start, first, RELATION), false);
  }

  private Term membership(int start, Term first, boolean pairs) {
    Term left = first;
    boolean pair = pairs;
    while (true) {
      if (pair && cursor.is(Kind.COMMA) && inAhead()) {
        Term both = keyed(start, left);
        if (both != left) {
          left = both;
          pair = false;
          continue;
        }
      }
      if (!cursor.is(Kind.IN) || cursor.keywordNames()) {
        return left;
      }
      int height = cursor.height();
      Location operator = cursor.here();
      cursor.next();
      Term domain = operators(cursor.at(), single(), RELATION);
      left = member(start, operator, height, List.of(left, domain));
      pair = false;
    }
  }

  /** {@code k, v in xs} after {@code k}; what was given, where it is none. */
  private Term keyed(int start, Term key) {
    int comma = cursor.at();
    int height = cursor.height();
    cursor.guess();
    cursor.next();
    Term value = operators(cursor.at(), single(), RELATION);
    cursor.guessed();
    if (!cursor.is(Kind.IN)) {
      cursor.back(comma);
      cursor.height(height);
      return key;
    }
    int levels = Math.max(height, cursor.height());
    Location operator = cursor.here();
    cursor.next();
    Term domain = operators(cursor.at(), single(), RELATION);
    return member(start, operator, levels, List.of(key, value, domain));
  }

  private Term member(int start, Location operator, int levels, List<Term> arguments) {
    cursor.raise(Math.max(levels, cursor.height()));
    String name = arguments.size() == 2 ? "member_2" : "member_3";
    Term function =
        new Term.Ref(operator, new Term.Var(operator, "internal"), List.of(string(operator, name)));
    return new Term.Call(cursor.since(start), function, arguments, true);
  }

  /** Whether the term after this comma is followed by {@code in}. */
  private boolean inAhead() {
    Tokens tokens = cursor.tokens();
    int token = cursor.at() + 1;
    while (true) {
      Kind kind = cursor.kind(token);
      if (kind == Kind.IN) {
        return true;
      }
      boolean within = kind.precedence() > 0 || !kind.isKeyword() || isConstant(kind);
      if (!within || kind.closes() || ends(kind)) {
        return false;
      }
      if (kind.opens() && tokens.closer(token) < 0) {
        return true;
      }
      token = tokens.beyond(token);
    }
  }

  private static boolean isConstant(Kind kind) {
    return kind == Kind.NULL || kind == Kind.TRUE || kind == Kind.FALSE || kind == Kind.CONTAINS;
  }

  private static boolean ends(Kind kind) {
    return switch (kind) {
      case EOF, ILLEGAL, COMMA, COLON, SEMICOLON, ASSIGN, UNIFY -> true;
      default -> false;
    };
  }

  private Term operators(int start, Term first, int least) {
    Term left = first;
    while (cursor.kind().precedence() >= least) {
      int height = cursor.height();
      Kind kind = cursor.kind();
      Location operator = cursor.here();
      cursor.next();
      int operand = cursor.at();
      Term right = operators(operand, single(), kind.precedence() + 1);
      cursor.raise(Math.max(height, cursor.height()));
      left =
          new Term.Call(
              cursor.since(start),
              new Term.Var(operator, kind.operator()),
              List.of(left, right),
              true);
    }
    return left;
  }

  /** A term without operators around it. */
  Term single() {
    int start = cursor.at();
    Term head = primary();
    return continuesReference() ? reference(start, head) : head;
  }

  private boolean continuesReference() {
    Kind kind = cursor.kind();
    return (kind == Kind.DOT || kind == Kind.LBRACK || kind == Kind.LPAREN) && cursor.adjacent();
  }

  private Term primary() {
    cursor.height(0);
    Location here = cursor.here();
    return switch (cursor.kind()) {
      case IDENT, CONTAINS -> cursor.variable();
      case NULL -> constant(new Term.Scalar(here, NullValue.NULL));
      case TRUE -> constant(new Term.Scalar(here, BooleanValue.TRUE));
      case FALSE -> constant(new Term.Scalar(here, BooleanValue.FALSE));
      case MINUS, DOT, NUMBER -> number();
      case STRING, RAW_STRING -> constant(string(here, Strings.of(cursor.kind(), cursor.text())));
      case TEMPLATE_PART, TEMPLATE_END -> templates.template(false);
      case RAW_TEMPLATE_PART, RAW_TEMPLATE_END -> templates.template(true);
      case LBRACK, LBRACE, LPAREN -> group();
      default -> throw noTerm();
    };
  }

  private Failure noTerm() {
    return switch (cursor.kind()) {
      case BAR ->
          cursor.unexpected("", "for `or`, write several rules of the same name, one a condition");
      case AMPERSAND -> cursor.unexpected("", "conditions on lines of their own must all hold");
      case UNIFY -> cursor.unexpected("expected a term", "compare with `==`, assign with `:=`");
      case ASSIGN -> cursor.unexpected("expected a term");
      default ->
          cursor.kind().isKeyword()
              ? cursor.unexpected("", Words.reserved(cursor.kind()))
              : cursor.unexpected("");
    };
  }

  private Term constant(Term term) {
    cursor.next();
    return term;
  }

  private static Term string(Location at, String text) {
    return new Term.Scalar(at, StringValue.of(text));
  }

  private Term group() {
    Term known = cursor.remembered();
    if (known != null) {
      return known;
    }
    int start = cursor.at();
    cursor.enter();
    Term term =
        switch (cursor.kind()) {
          case LBRACK -> composites.array();
          case LBRACE -> composites.braces();
          default -> parenthesised();
        };
    cursor.leave();
    cursor.remember(start, term);
    return term;
  }

  private Term parenthesised() {
    cursor.next();
    Term term = any();
    if (!cursor.accept(Kind.RPAREN)) {
      throw cursor.unexpected("non-terminated expression");
    }
    return term;
  }

  private Term number() {
    int start = cursor.at();
    boolean negative = cursor.accept(Kind.MINUS);
    boolean fraction = cursor.accept(Kind.DOT);
    if (!cursor.is(Kind.NUMBER)) {
      throw cursor.unexpected(
          "expected number",
          negative && !fraction
              ? "only numbers have a sign: write `0 - x`"
              : "a term starts with no dot");
    }
    String digits = cursor.text();
    boolean leading = digits.length() > 1 && digits.charAt(0) == '0';
    if (!fraction && leading && Lexer.isDigit(digits.charAt(1))) {
      throw cursor.unexpected("expected number without leading zero");
    }
    String text = (negative ? "-" : "") + (fraction ? "0." : "") + digits;
    if (fraction && digits.indexOf('.') >= 0) {
      throw cursor.unexpected("invalid float");
    }
    Location where = cursor.here();
    cursor.next();
    NumberValue value =
        NumberValue.parse(text).orElseThrow(() -> cursor.fail("number too big", where));
    cursor.height(0);
    return new Term.Scalar(cursor.since(start), value);
  }

  /** The parts behind the head of a reference. */
  private Term reference(int start, Term first) {
    Term head = first;
    if (head instanceof Term.Scalar || head instanceof Term.Template) {
      throw cursor.fail("illegal ref (head cannot be " + Words.kindOf(head) + ")", head.at());
    }
    List<Term> path = new ArrayList<>();
    int levels = cursor.height();
    boolean afterCall = false;
    while (continuesReference()) {
      switch (cursor.kind()) {
        case DOT -> path.add(field());
        case LBRACK -> {
          path.add(index());
          levels = Math.max(levels, cursor.height());
        }
        default -> {
          if (afterCall && path.isEmpty()) {
            throw cursor.unexpected("the value of a call is no function");
          }
          head = call(start, operator(start, head, path), levels);
          path = new ArrayList<>();
          levels = cursor.height();
          afterCall = true;
        }
      }
    }
    if (path.isEmpty()) {
      cursor.height(levels);
      return head;
    }
    cursor.raise(levels);
    return new Term.Ref(cursor.since(start), head, path);
  }

  private Term operator(int start, Term head, List<Term> path) {
    boolean plain =
        head instanceof Term.Var
            && path.stream()
                .allMatch(part ->
                    part instanceof Term.Scalar scalar && scalar.value() instanceof StringValue);
    if (!plain) {
      throw cursor.fail(
          "a function is called by its name", cursor.since(start), "expected `name(…)`");
    }
    return path.isEmpty() ? head : new Term.Ref(cursor.since(start), head, path);
  }

  /** {@code .name}. */
  Term field() {
    cursor.next();
    if (!cursor.adjacent() || !cursor.is(Kind.IDENT) && !cursor.kind().isKeyword()) {
      throw cursor.unexpected("expected identifier right behind the dot");
    }
    return constant(string(cursor.here(), cursor.text()));
  }

  /** {@code [term]}. */
  Term index() {
    cursor.enter();
    cursor.next();
    Term term = any();
    cursor.expect(Kind.RBRACK, "expected ]");
    cursor.leave();
    return term;
  }

  private Term call(int start, Term operator, int levels) {
    List<Term> arguments = arguments();
    cursor.raise(Math.max(levels, cursor.height()));
    if (arguments.isEmpty() && operator instanceof Term.Var v && v.name().equals("set")) {
      return new Term.SetOf(cursor.since(start), List.of());
    }
    return new Term.Call(cursor.since(start), operator, arguments, false);
  }

  /** {@code (a, b)}. */
  List<Term> arguments() {
    cursor.enter();
    cursor.next();
    List<Term> arguments = new ArrayList<>();
    int levels = 0;
    while (!cursor.is(Kind.RPAREN)) {
      arguments.add(element());
      levels = Math.max(levels, cursor.height());
      if (!cursor.is(Kind.RPAREN)) {
        cursor.expect(Kind.COMMA, "expected \",\" or \")\"");
      }
    }
    cursor.next();
    cursor.leave();
    cursor.height(levels);
    return arguments;
  }
}
