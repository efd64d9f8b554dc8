// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import java.util.List;
import java.util.Optional;

/** Rules as text. */
final class Rules {
  private final Page page;
  private final Terms terms;
  private final Syntax syntax;

  Rules(Page page, Syntax syntax) {
    this.page = page;
    this.terms = new Terms(page);
    this.syntax = syntax;
  }

  /** Whether a rule, written on a line, may stand right above or below another. */
  boolean groups(Rule rule) {
    return syntax.ifs()
        && !rule.isDefault()
        && rule.otherwise().isEmpty()
        && rule.body().literals().size() <= 1;
  }

  void rule(Rule rule) {
    page.add(rule.isDefault() ? "default " : "");
    head(rule);
    boolean braces = body(rule.head(), rule.body(), page.lastRow(rule.head().at()));
    for (Rule.Else branch : rule.otherwise()) {
      if (braces && !page.hasComment(0, branch.at().start())) {
        page.add(" ");
      } else {
        page.line(branch.at().start(), false);
      }
      page.add("else");
      value(branch.value(), branch.assigned());
      int row = branch.value().map(v -> page.lastRow(v.at())).orElse(page.firstRow(branch.at()));
      braces = body(rule.head(), branch.body(), row);
    }
  }

  private void head(Rule rule) {
    Rule.Head head = rule.head();
    boolean set = head.key().isPresent();
    boolean bare = head.value().isEmpty() && !set && rule.body().literals().isEmpty();
    switch (head.name()) {
      case Term.Ref ref -> terms.reference(ref.head(), ref.path());
      case Term name -> terms.term(name);
    }
    head.arguments()
        .ifPresent(list -> {
          int from = head.name().at().end();
          int last = list.getLast().at().end();
          terms.list("(", list, ")", from, page.closing(last));
        });
    if (set && syntax.contains()) {
      page.add(" contains ");
      terms.term(head.key().get());
    } else if (set) {
      page.add("[");
      terms.term(head.key().get());
      page.add("]");
    }
    value(head.value(), head.assigned());
    if (bare && syntax.v1()) {
      page.add(" := true");
    }
  }

  private void value(Optional<Term> value, boolean assigned) {
    value.ifPresent(term -> {
      page.add(assigned || syntax.v1() ? " := " : " = ");
      terms.term(term);
    });
  }

  /** Writes a body, if there is one; whether it ends with a brace. */
  private boolean body(Rule.Head head, Body body, int row) {
    List<Literal> literals = body.literals();
    if (literals.isEmpty()) {
      return false;
    }
    boolean word = syntax.ifs() && (syntax.contains() || head.key().isEmpty());
    page.add(word ? " if" : "");
    Literal first = literals.getFirst();
    if (word
        && literals.size() == 1
        && page.firstRow(first.at()) == row
        && !opensBrace(first)
        && !page.hasComment(0, first.at().start())) {
      page.add(" ");
      terms.literals().literal(first);
      return false;
    }
    page.add(" {");
    terms.literals().lines(body, page.content(body.at().end()));
    page.add("}");
    return true;
  }

  /** Whether a literal would be read as the braces of a body. */
  private static boolean opensBrace(Literal literal) {
    return !literal.negated()
        && literal.form() instanceof Literal.Test(Term term)
        && opensBrace(term);
  }

  private static boolean opensBrace(Term term) {
    return switch (term) {
      case Term.Obj _, Term.SetOf _ -> true;
      case Term.SetComprehension _, Term.ObjectComprehension _ -> true;
      case Term.Ref ref -> opensBrace(ref.head());
      case Term.Call call ->
          call.infix() && !call.arguments().isEmpty() && opensBrace(call.arguments().getFirst());
      case Term.Scalar _, Term.Var _, Term.Array _ -> false;
      case Term.ArrayComprehension _, Term.Template _ -> false;
    };
  }
}
