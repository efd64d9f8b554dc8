// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import java.util.List;

/** Bodies and their literals as text. */
final class Literals {
  private final Page page;
  private final Terms terms;

  Literals(Page page, Terms terms) {
    this.page = page;
    this.terms = terms;
  }

  /** Whether a body in brackets is written on lines of its own. */
  boolean spreads(Body body, int row, int from, int end) {
    int last = row;
    int place = from;
    for (Literal literal : body.literals()) {
      if (page.firstRow(literal.at()) > last || page.hasComment(place, literal.at().start())) {
        return true;
      }
      last = page.lastRow(literal.at());
      place = literal.at().end();
    }
    return page.hasComment(place, end);
  }

  /** A literal a line, a level further in; then the line of the closing bracket at {@code end}. */
  void lines(Body body, int end) {
    page.in();
    for (int i = 0; i < body.literals().size(); i++) {
      Literal literal = body.literals().get(i);
      int start = literal.at().start();
      if (i == 0 && !page.ownCommentAhead(start)) {
        page.comments(start, false);
        page.begin(false);
      } else if (i == 0) {
        page.comments(start, false);
        page.begin(page.blankBefore(start));
      } else {
        page.line(start, true);
      }
      literal(literal);
    }
    page.close(end);
  }

  void inline(Body body) {
    for (int i = 0; i < body.literals().size(); i++) {
      page.add(i == 0 ? "" : "; ");
      literal(body.literals().get(i));
    }
  }

  void literal(Literal literal) {
    page.add(literal.negated() ? "not " : "");
    switch (literal.form()) {
      case Literal.Test(Term term) -> test(term);
      case Literal.Some(List<Term.Var> variables) -> {
        page.add("some ");
        for (int i = 0; i < variables.size(); i++) {
          page.add(i == 0 ? "" : ", ");
          terms.term(variables.get(i));
        }
      }
      case Literal.SomeIn some -> {
        page.add("some ");
        some.key()
            .ifPresent(key -> {
              terms.operand(key);
              page.add(", ");
            });
        terms.operand(some.value());
        page.add(" in ");
        terms.operand(some.domain());
      }
      case Literal.Every every -> every(every);
    }
    withs(literal);
  }

  private void test(Term term) {
    boolean signed =
        term instanceof Term.Scalar scalar && scalar.value().toString().startsWith("-");
    if (signed || first(term) instanceof Term.Scalar s && s.value().toString().startsWith("-")) {
      page.add("(");
      if (term instanceof Term.Call call && Terms.isAssignment(call)) {
        terms.term(call.arguments().get(0));
        page.add(")" + (isAssign(call) ? " := " : " = "));
        terms.term(call.arguments().get(1));
        return;
      }
      terms.term(term);
      page.add(")");
    } else if (Terms.isUnion(term)) {
      page.add("(");
      terms.term(term);
      page.add(")");
    } else if (term instanceof Term.Call call && call.infix()) {
      terms.infix(call, false);
    } else {
      terms.term(term);
    }
  }

  private static boolean isAssign(Term.Call call) {
    return call.operator() instanceof Term.Var v && v.name().equals("assign");
  }

  /** The term a literal begins with: a sign there would continue the line above. */
  private static Term first(Term term) {
    return term instanceof Term.Call call && call.infix() && !call.arguments().isEmpty()
        ? call.arguments().getFirst()
        : term;
  }

  private void every(Literal.Every every) {
    page.add("every ");
    every
        .key()
        .ifPresent(key -> {
          terms.term(key);
          page.add(", ");
        });
    terms.term(every.value());
    page.add(" in ");
    terms.operand(every.domain());
    page.add(" {");
    int from = every.domain().at().end();
    int end = page.content(every.body().at().end());
    if (spreads(every.body(), page.row(from), from, end)) {
      lines(every.body(), end);
    } else {
      page.add(" ");
      inline(every.body());
      page.add(" ");
    }
    page.add("}");
  }

  private void withs(Literal literal) {
    int row = lastRow(literal);
    boolean indented = false;
    for (Literal.With with : literal.withs()) {
      if (page.firstRow(with.at()) > row) {
        if (!indented) {
          page.in();
          indented = true;
        }
        page.line(with.at().start(), false);
      } else {
        page.add(" ");
      }
      row = page.lastRow(with.at());
      page.add("with ");
      terms.term(with.target());
      page.add(" as ");
      terms.term(with.value());
    }
    if (indented) {
      page.out();
    }
  }

  /** The line on which the form of a literal ends. */
  private int lastRow(Literal literal) {
    return switch (literal.form()) {
      case Literal.Test(Term term) -> page.lastRow(term.at());
      case Literal.Some(List<Term.Var> variables) -> page.lastRow(variables.getLast().at());
      case Literal.SomeIn some -> page.lastRow(some.domain().at());
      case Literal.Every every -> page.row(page.content(every.body().at().end()));
    };
  }
}
