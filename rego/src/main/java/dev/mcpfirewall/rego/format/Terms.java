// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Terms as text. What stood on several lines stays on several. */
final class Terms {
  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("assign", ":="),
          Map.entry("eq", "="),
          Map.entry("equal", "=="),
          Map.entry("neq", "!="),
          Map.entry("lt", "<"),
          Map.entry("lte", "<="),
          Map.entry("gt", ">"),
          Map.entry("gte", ">="),
          Map.entry("plus", "+"),
          Map.entry("minus", "-"),
          Map.entry("mul", "*"),
          Map.entry("div", "/"),
          Map.entry("rem", "%"),
          Map.entry("or", "|"),
          Map.entry("and", "&"));

  private final Page page;
  private final Literals literals;

  Terms(Page page) {
    this.page = page;
    this.literals = new Literals(page, this);
  }

  Literals literals() {
    return literals;
  }

  /** A term where operators need no parentheses. */
  void term(Term term) {
    switch (term) {
      case Term.Scalar scalar -> page.add(scalar(scalar));
      case Term.Var variable -> page.add(variable.isWildcard() ? "_" : variable.name());
      case Term.Ref ref -> reference(ref.head(), ref.path());
      case Term.Array array -> list("[", array.elements(), "]", array.at(), array.at().start());
      case Term.SetOf set -> {
        if (set.elements().isEmpty()) {
          page.add("set()");
        } else {
          list("{", set.elements(), "}", set.at(), set.at().start());
        }
      }
      case Term.Obj object -> object(object);
      case Term.ArrayComprehension all -> {
        page.add("[");
        comprehension(all.head(), all.body(), all.at(), "]");
      }
      case Term.SetComprehension all -> {
        page.add("{");
        comprehension(all.head(), all.body(), all.at(), "}");
      }
      case Term.ObjectComprehension all -> {
        page.add("{");
        element(all.key());
        page.add(": ");
        comprehension(all.value(), all.body(), all.at(), "}");
      }
      case Term.Call call when call.infix() -> infix(call, true);
      case Term.Call call -> {
        term(call.operator());
        list("(", call.arguments(), ")", call.at(), call.operator().at().end());
      }
      case Term.Template template -> template(template);
    }
  }

  /** An operator; {@code k, v in xs} in parentheses where it stands within another term. */
  void infix(Term.Call call, boolean nested) {
    List<Term> parts = call.arguments();
    if (call.operator() instanceof Term.Var v) {
      operand(parts.get(0));
      page.add(" " + OPERATORS.getOrDefault(v.name(), v.name()) + " ");
      if (isAssignment(call)) {
        term(parts.get(1));
      } else {
        operand(parts.get(1));
      }
      return;
    }
    boolean keyed = parts.size() == 3;
    page.add(keyed && nested ? "(" : "");
    operand(parts.get(0));
    if (keyed) {
      page.add(", ");
      operand(parts.get(1));
    }
    page.add(" in ");
    operand(parts.getLast());
    page.add(keyed && nested ? ")" : "");
  }

  static boolean isAssignment(Term.Call call) {
    return call.infix()
        && call.operator() instanceof Term.Var v
        && (v.name().equals("assign") || v.name().equals("eq"));
  }

  static boolean isUnion(Term term) {
    return term instanceof Term.Call call
        && call.infix()
        && call.operator() instanceof Term.Var v
        && v.name().equals("or");
  }

  /** Parentheses around every operator. */
  void operand(Term term) {
    boolean keyed = term instanceof Term.Call call && call.infix() && call.arguments().size() == 3;
    if (term instanceof Term.Call call && call.infix() && !keyed) {
      parenthesised(term);
    } else {
      term(term);
    }
  }

  private void parenthesised(Term term) {
    page.add("(");
    term(term);
    page.add(")");
  }

  /** Parentheses around a bar, which would begin a comprehension. */
  private void element(Term term) {
    if (isUnion(term)) {
      parenthesised(term);
    } else {
      term(term);
    }
  }

  private static String scalar(Term.Scalar scalar) {
    String text = scalar.at().text();
    return switch (scalar.value()) {
      case StringValue s when !text.startsWith("\"") && !text.startsWith("`") -> s.toString();
      case StringValue _ -> text;
      case NumberValue n when text.isEmpty() -> n.toString();
      case NumberValue _ -> text.startsWith("-") ? "-" + text.substring(1).strip() : text;
      default -> scalar.value().toString();
    };
  }

  void reference(Term head, List<Term> path) {
    operand(head);
    for (Term part : path) {
      Optional<String> field = Names.field(part);
      if (field.isPresent()) {
        page.add("." + field.get());
      } else {
        page.add("[");
        term(part);
        page.add("]");
      }
    }
  }

  /** Elements between brackets; those that began a line begin one. */
  void list(String open, List<Term> elements, String close, Location at, int from) {
    list(open, elements, close, from, at.end() - 1);
  }

  /** The same, where the closing bracket stands at {@code end}. */
  void list(String open, List<Term> elements, String close, int from, int end) {
    page.add(open);
    if (elements.isEmpty()) {
      page.add(close);
      return;
    }
    List<Location> places = elements.stream().map(Term::at).toList();
    boolean lines = spreads(places, from, end);
    rows(places, lines, i -> element(elements.get(i)), end);
    page.add(close);
  }

  /** Whether elements are written on lines of their own. */
  private boolean spreads(List<Location> places, int from, int end) {
    int row = page.row(from);
    int last = from;
    for (Location place : places) {
      if (page.firstRow(place) > row || page.hasComment(last, place.start())) {
        return true;
      }
      row = page.lastRow(place);
      last = place.end();
    }
    return page.hasComment(last, end);
  }

  private interface Writer {
    void write(int index);
  }

  private void rows(List<Location> places, boolean lines, Writer writer, int end) {
    if (lines) {
      page.in();
    }
    for (int i = 0; i < places.size(); i++) {
      Location place = places.get(i);
      boolean begins =
          lines && (i == 0 || page.firstRow(place) > page.firstRow(places.get(i - 1)))
              || lines && page.hasComment(0, place.start());
      if (begins) {
        page.line(place.start(), false);
      } else if (i > 0) {
        page.add(" ");
      }
      writer.write(i);
      page.add(lines || i < places.size() - 1 ? "," : "");
    }
    if (lines) {
      page.close(end);
    }
  }

  private void object(Term.Obj object) {
    page.add("{");
    if (object.members().isEmpty()) {
      page.add("}");
      return;
    }
    List<Location> places =
        object.members().stream().map(m -> m.key().at().to(m.value().at())).toList();
    boolean lines = spreads(places, object.at().start(), object.at().end());
    rows(places, lines, i -> member(object.members().get(i)), object.at().end() - 1);
    page.add("}");
  }

  private void member(Term.Member member) {
    element(member.key());
    page.add(": ");
    element(member.value());
  }

  private void comprehension(Term head, Body body, Location at, String close) {
    operand(head);
    page.add(" |");
    int end = at.end() - 1;
    if (literals.spreads(body, page.lastRow(head.at()), head.at().end(), end)) {
      literals.lines(body, end);
    } else {
      page.add(" ");
      literals.inline(body);
    }
    page.add(close);
  }

  private void template(Term.Template template) {
    page.add(template.raw() ? "$`" : "$\"");
    for (Term.Part part : template.parts()) {
      switch (part) {
        case Term.Text(String text) -> {
          String quoted = StringValue.of(text).toString();
          page.add(
              (template.raw() ? text : quoted.substring(1, quoted.length() - 1))
                  .replace("{", "\\{"));
        }
        case Term.Hole hole -> {
          page.add("{");
          literals.literal(
              new Literal(hole.term().at(), false, new Literal.Test(hole.term()), hole.withs()));
          page.add("}");
        }
      }
    }
    page.add(template.raw() ? "`" : "\"");
  }
}
