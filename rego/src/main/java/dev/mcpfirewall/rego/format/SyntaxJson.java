// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import dev.mcpfirewall.rego.ast.Annotations;
import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A syntax tree as the JSON that {@code opa parse --format json} prints: without places and
 * comments.
 */
public final class SyntaxJson {
  private static final Value TRUE = typed("boolean", BooleanValue.TRUE);

  private SyntaxJson() {}

  /** The object of a module. */
  public static ObjectValue of(Module module) {
    List<Value> path = new ArrayList<>(List.of(typed("var", text("data"))));
    module.name().path().forEach(part -> path.add(typed("string", text(part))));
    Members out = new Members().put("package", new Members().put("path", array(path)).done());
    if (!module.imports().isEmpty()) {
      out.put("imports", array(module.imports().stream().map(SyntaxJson::one).toList()));
    }
    if (!module.rules().isEmpty()) {
      out.put("rules", array(module.rules().stream().map(SyntaxJson::of).toList()));
    }
    if (!module.annotations().isEmpty()) {
      out.put("annotations", annotations(module.annotations()));
    }
    return out.done();
  }

  private static Value one(Module.Import one) {
    List<Value> path = new ArrayList<>();
    for (String part : one.path()) {
      path.add(typed(path.isEmpty() ? "var" : "string", text(part)));
    }
    Members out = new Members().put("path", typed("ref", array(path)));
    one.alias().ifPresent(alias -> out.put("alias", text(alias)));
    return out.done();
  }

  private static Value annotations(List<Annotations> all) {
    return array(
        all.stream()
            .map(one -> {
              Members out = new Members();
              one.content().forEach(out.builder::put);
              return out.put("scope", text(one.scope().toString())).done();
            })
            .toList());
  }

  /** The object of a rule. */
  public static ObjectValue of(Rule rule) {
    Members out = new Members().put("head", head(rule.head(), value(rule.head())));
    out.put("body", bodyOrTrue(rule.body()));
    if (rule.isDefault()) {
      out.put("default", BooleanValue.TRUE);
    }
    if (!rule.annotations().isEmpty()) {
      out.put("annotations", annotations(rule.annotations()));
    }
    Optional<Value> next = Optional.empty();
    for (Rule.Else branch : rule.otherwise().reversed()) {
      Rule.Head head =
          new Rule.Head(
              branch.at(),
              rule.head().name(),
              rule.head().arguments(),
              Optional.empty(),
              branch.value(),
              branch.assigned());
      Members inner = new Members().put("head", head(head, value(head)));
      inner.put("body", bodyOrTrue(branch.body()));
      next.ifPresent(after -> inner.put("else", after));
      next = Optional.of(inner.done());
    }
    next.ifPresent(first -> out.put("else", first));
    return out.done();
  }

  private static Optional<Value> value(Rule.Head head) {
    return head.key().isPresent()
        ? Optional.empty()
        : Optional.of(head.value().map(SyntaxJson::of).orElse(TRUE));
  }

  private static Value head(Rule.Head head, Optional<Value> value) {
    Members out = new Members();
    List<Value> ref = new ArrayList<>();
    switch (head.name()) {
      case Term.Ref name -> {
        ref.add(plain(name.head()));
        name.path().forEach(part -> ref.add(of(part)));
      }
      case Term name -> {
        ref.add(plain(name));
        out.put("name", text(name instanceof Term.Var v ? v.name() : ""));
      }
    }
    out.put("ref", array(ref));
    head.arguments().ifPresent(list -> out.put("args", terms(list)));
    head.key().ifPresent(key -> out.put("key", of(key)));
    value.ifPresent(v -> out.put("value", v));
    if (head.assigned()) {
      out.put("assign", BooleanValue.TRUE);
    }
    return out.done();
  }

  private static Value bodyOrTrue(Body body) {
    return body.literals().isEmpty()
        ? array(List.of(new Members().put("index", NumberValue.ZERO).put("terms", TRUE).done()))
        : of(body);
  }

  /** The array of a body. */
  public static ArrayValue of(Body body) {
    List<Value> out = new ArrayList<>();
    for (Literal literal : body.literals()) {
      Members one = new Members().put("index", NumberValue.of(out.size()));
      if (literal.negated()) {
        one.put("negated", BooleanValue.TRUE);
      }
      one.put("terms", form(literal.form()));
      with(one, literal.withs());
      out.add(one.done());
    }
    return array(out);
  }

  private static void with(Members one, List<Literal.With> withs) {
    if (!withs.isEmpty()) {
      one.put("with", array(withs.stream().map(SyntaxJson::with).toList()));
    }
  }

  private static Value with(Literal.With with) {
    return new Members().put("target", of(with.target())).put("value", of(with.value())).done();
  }

  private static Value form(Literal.Form form) {
    return switch (form) {
      case Literal.Test(Term.Call call) -> call(call);
      case Literal.Test(Term term) -> of(term);
      case Literal.Some(List<Term.Var> variables) ->
          new Members().put("symbols", terms(variables)).done();
      case Literal.SomeIn some -> new Members().put("symbols", membership(some)).done();
      case Literal.Every every ->
          new Members()
              .put("key", every.key().<Value>map(SyntaxJson::of).orElse(NullValue.NULL))
              .put("value", of(every.value()))
              .put("domain", of(every.domain()))
              .put("body", of(every.body()))
              .done();
    };
  }

  private static Value membership(Literal.SomeIn some) {
    List<Value> parts = new ArrayList<>();
    String name = some.key().isPresent() ? "member_3" : "member_2";
    parts.add(
        typed("ref", array(List.of(typed("var", text("internal")), typed("string", text(name))))));
    some.key().ifPresent(key -> parts.add(of(key)));
    parts.add(of(some.value()));
    parts.add(of(some.domain()));
    return array(List.of(typed("call", array(parts))));
  }

  /** The object of a term. */
  public static Value of(Term term) {
    return switch (term) {
      case Term.Scalar scalar -> scalar(scalar.value());
      case Term.Var v when v.name().equals("data") || v.name().equals("input") ->
          typed("ref", array(List.of(plain(v))));
      case Term.Var v -> plain(v);
      case Term.Ref ref -> {
        List<Value> parts = new ArrayList<>(List.of(plain(ref.head())));
        ref.path().forEach(part -> parts.add(of(part)));
        yield typed("ref", array(parts));
      }
      case Term.Array array -> typed("array", terms(array.elements()));
      case Term.SetOf set -> typed("set", terms(set.elements()));
      case Term.Obj object ->
          typed(
              "object",
              array(
                  object.members().stream()
                      .map(m -> ArrayValue.of(of(m.key()), of(m.value())))
                      .toList()));
      case Term.ArrayComprehension all ->
          typed("arraycomprehension", comprehension("term", all.head(), all.body()).done());
      case Term.SetComprehension all ->
          typed("setcomprehension", comprehension("term", all.head(), all.body()).done());
      case Term.ObjectComprehension all ->
          typed(
              "objectcomprehension",
              comprehension("value", all.value(), all.body()).put("key", of(all.key())).done());
      case Term.Call call -> typed("call", call(call));
      case Term.Template template -> typed("templatestring", template(template));
    };
  }

  private static Value scalar(Value value) {
    return switch (value) {
      case NullValue _ -> typed("null", ObjectValue.EMPTY);
      case BooleanValue _, NumberValue _, StringValue _ -> typed(value.typeName(), value);
      case ArrayValue array ->
          typed("array", array(array.elements().stream().map(SyntaxJson::scalar).toList()));
      case dev.mcpfirewall.rego.value.SetValue set ->
          typed("set", array(set.elements().stream().map(SyntaxJson::scalar).toList()));
      case ObjectValue object -> {
        List<Value> members = new ArrayList<>();
        object.forEach((k, v) -> members.add(ArrayValue.of(scalar(k), scalar(v))));
        yield typed("object", array(members));
      }
    };
  }

  /** A variable as such, also {@code data} and {@code input}; any other term as it is. */
  private static Value plain(Term term) {
    return term instanceof Term.Var v ? typed("var", text(v.name())) : of(term);
  }

  private static Members comprehension(String name, Term head, Body body) {
    return new Members().put(name, of(head)).put("body", of(body));
  }

  private static Value call(Term.Call call) {
    List<Value> parts = new ArrayList<>();
    parts.add(
        call.operator() instanceof Term.Var v
            ? typed("ref", array(List.of(plain(v))))
            : of(call.operator()));
    call.arguments().forEach(argument -> parts.add(of(argument)));
    return array(parts);
  }

  private static Value template(Term.Template template) {
    List<Value> parts = new ArrayList<>();
    for (Term.Part part : template.parts()) {
      switch (part) {
        case Term.Text(String text) -> parts.add(typed("string", text(text)));
        case Term.Hole hole -> {
          Value terms = form(new Literal.Test(hole.term()));
          Members one = new Members().put("index", NumberValue.ZERO).put("terms", terms);
          with(one, hole.withs());
          parts.add(one.done());
        }
      }
    }
    return new Members()
        .put("parts", array(parts))
        .put("multi_line", BooleanValue.of(template.raw()))
        .done();
  }

  private static ArrayValue terms(List<? extends Term> terms) {
    return array(terms.stream().map(SyntaxJson::of).toList());
  }

  private static ArrayValue array(List<? extends Value> elements) {
    return ArrayValue.of(elements);
  }

  private static StringValue text(String text) {
    return StringValue.of(text);
  }

  private static Value typed(String type, Value value) {
    return new Members().put("type", text(type)).put("value", value).done();
  }

  private static final class Members {
    private final ObjectValue.Builder builder = ObjectValue.builder(4);

    Members put(String name, Value value) {
      builder.put(StringValue.of(name), value);
      return this;
    }

    ObjectValue done() {
      return builder.build();
    }
  }
}
