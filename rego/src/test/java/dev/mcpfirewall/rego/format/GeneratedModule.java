// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.StringValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Modules by chance: any tree that some text has. */
final class GeneratedModule {
  private static final Location AT = Location.NONE;
  private static final List<String> NAMES =
      List.of("a", "b", "x1", "foo", "input", "data", "_under", "contains");
  private static final List<String> FIELDS = List.of("p", "if", "not", "a-b", "", "with", "é");
  private static final List<String> OPERATORS =
      List.of(
          "equal", "neq", "lt", "lte", "gt", "gte", "plus", "minus", "mul", "div", "rem", "or",
          "and");

  private final Random random;

  GeneratedModule(long seed) {
    random = new Random(seed);
  }

  Module module() {
    List<Module.Import> imports =
        list(2, () -> new Module.Import(AT, List.of("data", name(), "lib"), alias()));
    Module.Package name = new Module.Package(AT, List.of("a", "b-c", "if"));
    return new Module(
        AT.source(), Module.Version.V1, name, imports, list(4, this::rule), List.of(), List.of());
  }

  private Optional<String> alias() {
    return random.nextBoolean() ? Optional.of("z") : Optional.empty();
  }

  private <T> List<T> list(int most, Supplier<T> one) {
    List<T> out = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      out.add(one.get());
    }
    return out;
  }

  private <T> List<T> some(int most, Supplier<T> one) {
    List<T> out = new ArrayList<>(list(most - 1, one));
    out.add(one.get());
    return out;
  }

  private String name() {
    return List.of("r", "s", "t2").get(random.nextInt(3));
  }

  private Rule rule() {
    Term name = new Term.Var(AT, name());
    if (random.nextInt(3) == 0) {
      name = new Term.Ref(AT, name, some(2, this::field));
    }
    if (random.nextInt(8) == 0) {
      Rule.Head head =
          new Rule.Head(AT, name, Optional.empty(), Optional.empty(), Optional.of(scalar()), true);
      return new Rule(AT, true, head, empty(), List.of(), List.of());
    }
    if (random.nextInt(4) == 0) {
      Rule.Head head =
          new Rule.Head(AT, name, Optional.empty(), Optional.of(term(3)), Optional.empty(), false);
      return new Rule(AT, false, head, anyBody(), List.of(), List.of());
    }
    Optional<List<Term>> arguments =
        random.nextInt(3) == 0 ? Optional.of(some(3, () -> term(2))) : Optional.empty();
    Rule.Head head =
        new Rule.Head(AT, name, arguments, Optional.empty(), Optional.of(term(3)), true);
    Body body = anyBody();
    List<Rule.Else> otherwise = body.literals().isEmpty() ? List.of() : list(2, this::branch);
    return new Rule(AT, false, head, body, otherwise, List.of());
  }

  private Rule.Else branch() {
    return new Rule.Else(AT, Optional.of(term(2)), true, body(2));
  }

  private static Body empty() {
    return new Body(AT, List.of());
  }

  private Body anyBody() {
    return random.nextInt(4) == 0 ? empty() : body(3);
  }

  private Body body(int depth) {
    return new Body(AT, some(3, () -> literal(depth)));
  }

  private Literal literal(int depth) {
    Literal.Form form =
        switch (depth <= 0 ? 7 : random.nextInt(8)) {
          case 0 -> new Literal.Some(some(3, this::plain));
          case 1 ->
              new Literal.SomeIn(
                  random.nextBoolean() ? Optional.of(term(1)) : Optional.empty(),
                  term(1),
                  term(depth));
          case 2 ->
              new Literal.Every(
                  random.nextBoolean() ? Optional.of(plain()) : Optional.empty(),
                  plain(),
                  term(1),
                  body(depth - 1));
          case 3, 4 -> new Literal.Test(infix("assign", term(depth), term(depth)));
          case 5 -> new Literal.Test(infix("eq", term(depth), term(depth)));
          default -> new Literal.Test(term(depth + 1));
        };
    boolean negated = form instanceof Literal.Test && random.nextInt(4) == 0;
    boolean declares = form instanceof Literal.Some;
    return new Literal(AT, negated, form, declares ? List.of() : withs());
  }

  private List<Literal.With> withs() {
    return random.nextInt(5) > 0
        ? List.of()
        : some(
            2,
            () ->
                new Literal.With(
                    AT,
                    new Term.Ref(AT, new Term.Var(AT, "input"), some(2, this::field)),
                    term(1)));
  }

  private Term.Var plain() {
    return new Term.Var(AT, List.of("k", "v", "w").get(random.nextInt(3)));
  }

  private Term field() {
    return new Term.Scalar(AT, StringValue.of(FIELDS.get(random.nextInt(FIELDS.size()))));
  }

  private Term infix(String operator, Term left, Term right) {
    return new Term.Call(AT, new Term.Var(AT, operator), List.of(left, right), true);
  }

  private Term scalar() {
    return new Term.Scalar(
        AT,
        switch (random.nextInt(7)) {
          case 0 -> NullValue.NULL;
          case 1 -> BooleanValue.of(random.nextBoolean());
          case 2 -> NumberValue.of(random.nextInt(20) - 10);
          case 3 -> NumberValue.of(new BigDecimal("-12.5e-30"));
          case 4 -> NumberValue.of(new BigDecimal("123456789012345678901234567890"));
          case 5 -> StringValue.of("line\n\"quote\" \\ {brace} é 😀 \u0001");
          default -> StringValue.of("s");
        });
  }

  private Term variable() {
    int pick = random.nextInt(NAMES.size() + 1);
    return new Term.Var(AT, pick == NAMES.size() ? "$1" : NAMES.get(pick));
  }

  private Term term(int depth) {
    if (depth <= 0) {
      return random.nextBoolean() ? scalar() : variable();
    }
    int d = depth - 1;
    return switch (random.nextInt(14)) {
      case 0 -> new Term.Array(AT, list(3, () -> term(d)));
      case 1 -> new Term.SetOf(AT, list(3, () -> term(d)));
      case 2 -> new Term.Obj(AT, list(3, () -> new Term.Member(term(d), term(d))));
      case 3 -> new Term.ArrayComprehension(AT, term(d), body(d));
      case 4 -> new Term.SetComprehension(AT, term(d), body(d));
      case 5 -> new Term.ObjectComprehension(AT, term(d), term(d), body(d));
      case 6, 7 -> infix(OPERATORS.get(random.nextInt(OPERATORS.size())), term(d), term(d));
      case 8 -> member(d);
      case 9 -> call(d);
      case 10 -> new Term.Ref(AT, head(d), some(3, () -> index(d)));
      case 11 -> template(d);
      default -> term(0);
    };
  }

  private Term member(int depth) {
    boolean keyed = random.nextBoolean();
    List<Term> parts = new ArrayList<>();
    for (int i = keyed ? 3 : 2; i > 0; i--) {
      parts.add(term(depth));
    }
    Term operator =
        new Term.Ref(
            AT,
            new Term.Var(AT, "internal"),
            List.of(new Term.Scalar(AT, StringValue.of(keyed ? "member_3" : "member_2"))));
    return new Term.Call(AT, operator, parts, true);
  }

  private Term call(int depth) {
    Term name =
        random.nextBoolean()
            ? new Term.Var(AT, "count")
            : new Term.Ref(AT, new Term.Var(AT, "data"), some(2, this::field));
    return new Term.Call(AT, name, list(3, () -> term(depth)), false);
  }

  private Term head(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> call(depth);
      case 1 -> new Term.Array(AT, some(2, () -> term(depth)));
      case 2 -> infix("or", term(depth), term(depth));
      default -> variable();
    };
  }

  private Term index(int depth) {
    return random.nextBoolean() ? field() : term(depth);
  }

  private Term template(int depth) {
    boolean raw = random.nextBoolean();
    List<Term.Part> parts = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      parts.add(new Term.Text(raw ? "a {\n\"b\" \\n x" : "t {\n\"b\" \\ \u0001"));
      parts.add(new Term.Hole(term(depth), withs()));
    }
    return new Term.Template(AT, parts, raw);
  }
}
