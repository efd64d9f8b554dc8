// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A syntax tree in the form of {@code opa parse --format json}, without places in the text. */
final class SyntaxJson {
  private SyntaxJson() {}

  /** A module. */
  static Report of(Module module) {
    List<Report.Member> members = new ArrayList<>();
    members.add(Report.object("package", List.of(path(module.name().path(), "data"))));
    if (!module.imports().isEmpty()) {
      members.add(list("imports", module.imports().stream().map(SyntaxJson::imported)));
    }
    if (!module.rules().isEmpty()) {
      members.add(list("rules", module.rules().stream().map(SyntaxJson::rule)));
    }
    if (!module.comments().isEmpty()) {
      members.add(
          list(
              "comments",
              module.comments().stream()
                  .map(comment -> object(Report.text("text", comment.text())))));
    }
    return new Report.Members(members);
  }

  private static Report imported(Module.Import one) {
    Report path =
        term(
            "ref",
            new Report.Listed(
                names(one.path().subList(1, one.path().size()), one.path().getFirst())));
    List<Report.Member> members = new ArrayList<>(List.of(new Report.Member("path", path)));
    one.alias().ifPresent(alias -> members.add(Report.text("alias", alias)));
    return new Report.Members(members);
  }

  private static Report.Member path(List<String> path, String root) {
    return new Report.Member("path", new Report.Listed(names(path, root)));
  }

  private static List<Report> names(List<String> path, String root) {
    return Stream.concat(
            Stream.of(text("var", root)), path.stream().map(part -> text("string", part)))
        .toList();
  }

  private static Report rule(Rule rule) {
    List<Report.Member> members = new ArrayList<>();
    if (!rule.annotations().isEmpty()) {
      members.add(
          list(
              "annotations",
              rule.annotations().stream().map(each -> new Report.Plain(each.content()))));
    }
    if (rule.isDefault()) {
      members.add(yes("default"));
    }
    members.add(head(rule.head()));
    members.add(new Report.Member("body", body(rule.body())));
    otherwise(rule.otherwise()).ifPresent(members::add);
    return new Report.Members(members);
  }

  private static Optional<Report.Member> otherwise(List<Rule.Else> branches) {
    if (branches.isEmpty()) {
      return Optional.empty();
    }
    Rule.Else first = branches.getFirst();
    List<Report.Member> members = new ArrayList<>();
    List<Report.Member> head = new ArrayList<>();
    value(head, first.value(), first.assigned());
    members.add(Report.object("head", head));
    members.add(new Report.Member("body", body(first.body())));
    otherwise(branches.subList(1, branches.size())).ifPresent(members::add);
    return Optional.of(Report.object("else", members));
  }

  private static Report.Member head(Rule.Head head) {
    List<Report.Member> members = new ArrayList<>();
    List<Term> ref =
        head.name() instanceof Term.Ref(_, Term name, List<Term> path)
            ? Stream.concat(Stream.of(name), path.stream()).toList()
            : List.of(head.name());
    if (ref.getFirst() instanceof Term.Var variable) {
      members.add(Report.text("name", variable.name()));
    }
    head.arguments()
        .ifPresent(list -> members.add(list("args", list.stream().map(SyntaxJson::term))));
    head.key().ifPresent(key -> members.add(new Report.Member("key", term(key))));
    value(members, head.value(), head.assigned());
    members.add(list("ref", ref.stream().map(SyntaxJson::term)));
    return Report.object("head", members);
  }

  private static void value(List<Report.Member> members, Optional<Term> value, boolean assigned) {
    value.ifPresent(term -> members.add(new Report.Member("value", term(term))));
    if (assigned) {
      members.add(yes("assign"));
    }
  }

  private static Report body(Body body) {
    List<Report> literals = new ArrayList<>();
    for (Literal literal : body.literals()) {
      List<Report.Member> members = new ArrayList<>();
      members.add(Report.number("index", literals.size()));
      if (literal.negated()) {
        members.add(yes("negated"));
      }
      members.add(new Report.Member("terms", form(literal.form())));
      if (!literal.withs().isEmpty()) {
        members.add(list("with", literal.withs().stream().map(SyntaxJson::with)));
      }
      literals.add(new Report.Members(members));
    }
    return new Report.Listed(literals);
  }

  private static Report with(Literal.With with) {
    return object(
        new Report.Member("target", term(with.target())),
        new Report.Member("value", term(with.value())));
  }

  private static Report form(Literal.Form form) {
    return switch (form) {
      case Literal.Test(Term.Call call) -> new Report.Listed(call(call));
      case Literal.Test(Term term) -> term(term);
      case Literal.Some(List<Term.Var> variables) ->
          object(list("symbols", variables.stream().map(SyntaxJson::term)));
      case Literal.SomeIn some -> {
        String member = "member_" + (some.key().isPresent() ? 3 : 2);
        List<Report> call = new ArrayList<>();
        call.add(
            term(
                "ref",
                new Report.Listed(List.of(text("var", "internal"), text("string", member)))));
        some.key().ifPresent(key -> call.add(term(key)));
        call.add(term(some.value()));
        call.add(term(some.domain()));
        yield object(list("symbols", Stream.of(term("call", new Report.Listed(call)))));
      }
      case Literal.Every every -> {
        List<Report.Member> members = new ArrayList<>();
        every.key().ifPresent(key -> members.add(new Report.Member("key", term(key))));
        members.add(new Report.Member("value", term(every.value())));
        members.add(new Report.Member("domain", term(every.domain())));
        members.add(new Report.Member("body", body(every.body())));
        yield new Report.Members(members);
      }
    };
  }

  private static List<Report> call(Term.Call call) {
    Term operator = call.operator();
    Report name =
        operator instanceof Term.Ref
            ? term(operator)
            : term("ref", new Report.Listed(List.of(term(operator))));
    return Stream.concat(Stream.of(name), call.arguments().stream().map(SyntaxJson::term)).toList();
  }

  private static Report term(Term term) {
    return switch (term) {
      case Term.Scalar(_, var value) -> term(value.typeName(), new Report.Plain(value));
      case Term.Var(_, String name) -> text("var", name);
      case Term.Ref(_, Term head, List<Term> path) ->
          terms("ref", Stream.concat(Stream.of(head), path.stream()));
      case Term.Array(_, List<Term> elements) -> terms("array", elements.stream());
      case Term.SetOf(_, List<Term> elements) -> terms("set", elements.stream());
      case Term.Obj(_, List<Term.Member> members) ->
          term(
              "object",
              new Report.Listed(
                  members.stream()
                      .<Report>map(m -> new Report.Listed(List.of(term(m.key()), term(m.value()))))
                      .toList()));
      case Term.ArrayComprehension(_, Term head, Body body) -> comprehension("array", head, body);
      case Term.SetComprehension(_, Term head, Body body) -> comprehension("set", head, body);
      case Term.ObjectComprehension(_, Term key, Term value, Body body) ->
          term(
              "objectcomprehension",
              object(
                  new Report.Member("key", term(key)),
                  new Report.Member("value", term(value)),
                  new Report.Member("body", body(body))));
      case Term.Call call -> term("call", new Report.Listed(call(call)));
      case Term.Template template ->
          term(
              "templatestring",
              object(list("parts", template.parts().stream().map(SyntaxJson::part))));
    };
  }

  private static Report part(Term.Part part) {
    return switch (part) {
      case Term.Text(String text) -> text("string", text);
      case Term.Hole(Term term, var withs) when withs.isEmpty() -> term(term);
      case Term.Hole(Term term, var withs) ->
          object(
              new Report.Member("terms", term(term)),
              list("with", withs.stream().map(SyntaxJson::with)));
    };
  }

  private static Report comprehension(String kind, Term head, Body body) {
    return term(
        kind + "comprehension",
        object(new Report.Member("term", term(head)), new Report.Member("body", body(body))));
  }

  private static Report terms(String type, Stream<Term> terms) {
    return term(type, new Report.Listed(terms.map(SyntaxJson::term).toList()));
  }

  private static Report text(String type, String text) {
    return term(type, new Report.Plain(StringValue.of(text)));
  }

  private static Report term(String type, Report value) {
    return object(Report.text("type", type), new Report.Member("value", value));
  }

  private static Report object(Report.Member... members) {
    return new Report.Members(List.of(members));
  }

  private static Report.Member list(String name, Stream<? extends Report> elements) {
    return new Report.Member(name, new Report.Listed(elements.<Report>map(each -> each).toList()));
  }

  private static Report.Member yes(String name) {
    return new Report.Member(name, new Report.Plain(BooleanValue.TRUE));
  }
}
