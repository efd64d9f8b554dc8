// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.ast;

import dev.mcpfirewall.rego.value.StringValue;
import java.util.List;
import java.util.Optional;

/**
 * What a syntax tree says, without the places in the text: two trees with the same shape mean the
 * same, whatever the blanks, lines and comments between. Wildcards are all {@code _}.
 *
 * <p>The text is for people and comparisons (a prefix form, one rule a line); nothing reads it.
 */
public final class Shape {
  private final StringBuilder out = new StringBuilder();

  private Shape() {}

  /** Whether two modules say the same, in the same order. */
  public static boolean same(Module one, Module other) {
    return of(one).equals(of(other));
  }

  /** The shape of a module: version, package, imports, rules, annotations; no comments. */
  public static String of(Module module) {
    Shape shape = new Shape();
    shape
        .out
        .append(module.version())
        .append(" package ")
        .append(module.name().path())
        .append('\n');
    for (Module.Import one : module.imports()) {
      shape.out.append("import ").append(one.path());
      one.alias().ifPresent(alias -> shape.out.append(" as ").append(alias));
      shape.out.append('\n');
    }
    module.rules().forEach(shape::rule);
    return shape.out.toString();
  }

  /** The shape of a rule. */
  public static String of(Rule rule) {
    Shape shape = new Shape();
    shape.rule(rule);
    return shape.out.toString();
  }

  /** The shape of a body. */
  public static String of(Body body) {
    Shape shape = new Shape();
    shape.body(body);
    return shape.out.toString();
  }

  /** The shape of a term. */
  public static String of(Term term) {
    Shape shape = new Shape();
    shape.term(term);
    return shape.out.toString();
  }

  private void rule(Rule rule) {
    for (Annotations one : rule.annotations()) {
      out.append('@').append(one.scope()).append(' ').append(one.content()).append('\n');
    }
    out.append(rule.isDefault() ? "(default " : "(rule ");
    Rule.Head head = rule.head();
    term(head.name());
    head.arguments().ifPresent(list -> terms("(args", list));
    head.key().ifPresent(key -> wrapped("contains", key));
    value(head.value(), head.assigned());
    body(rule.body());
    for (Rule.Else branch : rule.otherwise()) {
      out.append("(else");
      value(branch.value(), branch.assigned());
      body(branch.body());
      out.append(')');
    }
    out.append(")\n");
  }

  private void value(Optional<Term> value, boolean assigned) {
    value.ifPresent(term -> wrapped(assigned ? ":=" : "=", term));
  }

  private void wrapped(String word, Term term) {
    out.append('(').append(word).append(' ');
    term(term);
    out.append(')');
  }

  private void terms(String open, List<? extends Term> terms) {
    out.append(open);
    for (Term term : terms) {
      out.append(' ');
      term(term);
    }
    out.append(')');
  }

  private void body(Body body) {
    out.append('{');
    for (Literal literal : body.literals()) {
      literal(literal);
      out.append(';');
    }
    out.append('}');
  }

  private void literal(Literal literal) {
    out.append(literal.negated() ? "not " : "");
    switch (literal.form()) {
      case Literal.Test(Term term) -> term(term);
      case Literal.Some(List<Term.Var> variables) -> terms("(some", variables);
      case Literal.SomeIn some -> {
        out.append("(some-in ");
        some.key().ifPresent(this::term);
        out.append(',');
        term(some.value());
        out.append(' ');
        term(some.domain());
        out.append(')');
      }
      case Literal.Every every -> {
        out.append("(every ");
        every.key().ifPresent(this::term);
        out.append(',');
        term(every.value());
        out.append(' ');
        term(every.domain());
        body(every.body());
        out.append(')');
      }
    }
    withs(literal.withs());
  }

  private void withs(List<Literal.With> withs) {
    for (Literal.With with : withs) {
      out.append("(with ");
      term(with.target());
      out.append(' ');
      term(with.value());
      out.append(')');
    }
  }

  private void term(Term term) {
    switch (term) {
      case Term.Scalar scalar -> out.append(scalar.value());
      case Term.Var variable -> out.append(variable.isWildcard() ? "_" : variable.name());
      case Term.Ref ref -> {
        out.append("(ref ");
        term(ref.head());
        terms("", ref.path());
      }
      case Term.Array array -> terms("(array", array.elements());
      case Term.SetOf set -> terms("(set", set.elements());
      case Term.Obj object -> {
        out.append("(object");
        for (Term.Member member : object.members()) {
          out.append(' ');
          term(member.key());
          out.append(':');
          term(member.value());
        }
        out.append(')');
      }
      case Term.ArrayComprehension all -> comprehension("(array-of ", all.head(), all.body());
      case Term.SetComprehension all -> comprehension("(set-of ", all.head(), all.body());
      case Term.ObjectComprehension all -> {
        out.append("(object-of ");
        term(all.key());
        comprehension(":", all.value(), all.body());
      }
      case Term.Call call -> {
        out.append(call.infix() ? "(op " : "(call ");
        term(call.operator());
        terms("", call.arguments());
      }
      case Term.Template template -> template(template);
    }
  }

  private void comprehension(String open, Term head, Body body) {
    out.append(open);
    term(head);
    out.append(" | ");
    body(body);
    out.append(')');
  }

  private void template(Term.Template template) {
    out.append(template.raw() ? "(raw-template" : "(template");
    for (Term.Part part : template.parts()) {
      switch (part) {
        case Term.Text(String text) -> out.append(' ').append(StringValue.of(text));
        case Term.Hole hole -> {
          out.append(" (hole ");
          term(hole.term());
          withs(hole.withs());
          out.append(')');
        }
      }
    }
    out.append(')');
  }
}
