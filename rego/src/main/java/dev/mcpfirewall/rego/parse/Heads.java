// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.parse.token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Heads of rules. */
final class Heads {
  private final Cursor cursor;
  private final Terms terms;

  Heads(Cursor cursor, Terms terms) {
    this.cursor = cursor;
    this.terms = terms;
  }

  Rule.Head head(boolean isDefault) {
    int start = cursor.at();
    if (!cursor.is(Kind.IDENT)) {
      throw noName(isDefault);
    }
    Term name = name(start);
    Optional<List<Term>> arguments = Optional.empty();
    if (cursor.is(Kind.LPAREN) && !cursor.onNewLine()) {
      arguments = Optional.of(terms.arguments());
      refuseNoArguments(arguments.get(), start);
    }
    Optional<Term> key = Optional.empty();
    Optional<Term> value = Optional.empty();
    boolean assigned = false;
    if (cursor.is(Kind.CONTAINS) && !cursor.keywordNames() && !isDefault) {
      key = Optional.of(key(arguments.isPresent(), cursor.since(start).text()));
    } else if (cursor.is(Kind.ASSIGN) || cursor.is(Kind.UNIFY)) {
      assigned = cursor.is(Kind.ASSIGN);
      cursor.next();
      value = Optional.of(value());
    }
    return new Rule.Head(cursor.since(start), name, arguments, key, value, assigned);
  }

  private void refuseNoArguments(List<Term> arguments, int start) {
    if (arguments.isEmpty()) {
      throw cursor.fail(
          "rule argument list must take at least one argument",
          cursor.since(start),
          "a rule without arguments is written without parentheses");
    }
  }

  private Term name(int start) {
    Term.Var head = cursor.variable();
    if (head.isWildcard()) {
      throw cursor.fail("var cannot be used for rule name", head.at(), "`_` names nothing");
    }
    List<Term> path = new ArrayList<>();
    while ((cursor.is(Kind.DOT) || cursor.is(Kind.LBRACK))
        && (cursor.adjacent() || path.isEmpty() && !cursor.onNewLine())) {
      path.add(cursor.is(Kind.DOT) ? terms.field() : terms.index());
    }
    return path.isEmpty() ? head : new Term.Ref(cursor.since(start), head, path);
  }

  private Term key(boolean function, String name) {
    if (function) {
      throw cursor.unexpected(
          "the contains keyword can only be used with multi-value rule definitions (e.g., "
              + name
              + " contains <VALUE> { ... })");
    }
    cursor.next();
    if (cursor.is(Kind.EOF) || cursor.is(Kind.IF)) {
      throw cursor.unexpected(
          "expected rule key term (e.g., " + name + " contains <VALUE> { ... })");
    }
    return terms.any();
  }

  private Term value() {
    if (cursor.is(Kind.IF) && !cursor.keywordNames()) {
      throw cursor.unexpected("expected rule value term", "write the value before `if`");
    }
    return terms.any();
  }

  /** What stands where a rule should begin. */
  private Failure noName(boolean isDefault) {
    Kind kind = cursor.kind();
    if (kind.isKeyword()) {
      return switch (cursor.kind(cursor.at() + 1)) {
        case ASSIGN, UNIFY, LBRACE, LPAREN, IF, CONTAINS ->
            cursor.fail(
                kind.word() + " keyword cannot be used for rule name",
                cursor.here(),
                Words.reserved(kind));
        default -> cursor.unexpected(isDefault ? "expected rule head name" : "");
      };
    }
    return switch (kind) {
      case NUMBER, MINUS -> rather("number");
      case STRING, RAW_STRING -> rather("string");
      case LBRACK -> rather("array");
      case RBRACE -> cursor.unexpected("", "there is one `}` more than `{`");
      default -> cursor.unexpected(isDefault ? "expected rule head name" : "");
    };
  }

  private Failure rather(String what) {
    return cursor.fail(
        what + " cannot be used for rule name",
        cursor.here(),
        "conditions stand in the body of a rule: `name if { … }`");
  }

  /** Refuses a name that stands alone. */
  void refuseBare(Rule.Head head, Location where) {
    if (head.arguments().isPresent()) {
      return;
    }
    String name = head.name().at().text();
    String advice = "write `" + name + " if …` for a condition, `" + name + " := …` for a value";
    if (cursor.kind().precedence() > 0 && !cursor.onNewLine()) {
      throw cursor.unexpected("", advice);
    }
    throw cursor.fail("var cannot be used for rule name", where, advice);
  }

  /** {@code p[x]}: without a value and without {@code if} it is a set. */
  static boolean isPartialSet(Rule.Head head) {
    return head.name() instanceof Term.Ref ref && ref.path().size() == 1;
  }

  static Rule.Head asPartialSet(Rule.Head head) {
    if (!(head.name() instanceof Term.Ref ref)) {
      throw new IllegalArgumentException("no reference");
    }
    return new Rule.Head(
        head.at(),
        ref.head(),
        Optional.empty(),
        Optional.of(ref.path().getFirst()),
        Optional.empty(),
        false);
  }

  static boolean isGround(Term.Ref ref) {
    return ref.path().stream().allMatch(Term.Scalar.class::isInstance);
  }

  /** The head for one more body: its wildcards are its own. */
  Rule.Head again(Rule.Head head) {
    Optional<List<Term>> arguments =
        head.arguments()
            .map(list ->
                list.stream()
                    .map(term ->
                        term instanceof Term.Var v && v.isWildcard()
                            ? cursor.wildcard(v.at())
                            : term)
                    .toList());
    return new Rule.Head(
        head.at(), head.name(), arguments, head.key(), head.value(), head.assigned());
  }
}
