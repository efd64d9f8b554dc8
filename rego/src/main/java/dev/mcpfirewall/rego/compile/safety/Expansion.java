// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.safety;

import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Equality;
import dev.mcpfirewall.rego.compile.names.Names;
import dev.mcpfirewall.rego.compile.names.RuleTree;
import dev.mcpfirewall.rego.compile.names.Unit;
import dev.mcpfirewall.rego.compile.names.Variables;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes literals apart: what stands inside gets a variable and a literal of its own before it.
 * Needed where one part of a literal must wait for another literal, and for what {@code not} does
 * not reach: in OPA it negates only the outermost call, so that a part that is undefined stops the
 * body.
 */
final class Expansion {
  private final Unit unit;
  private final Names names;
  private List<Literal> before = new ArrayList<>();
  private List<Literal.With> withs = List.of();

  Expansion(Unit unit) {
    this.unit = unit;
    this.names = unit.names();
  }

  /** The literal without calls in it, after literals that hold those; alone if it has none. */
  List<Literal> calls(Literal literal) {
    before = new ArrayList<>();
    withs = List.of();
    List<Literal.With> values = new ArrayList<>(literal.withs().size());
    for (Literal.With with : literal.withs()) {
      values.add(
          isFunction(with.value())
              ? with
              : new Literal.With(with.at(), with.target(), hoist(inside(with.value()))));
    }
    withs = values;
    Literal.Form form =
        switch (literal.form()) {
          case Literal.Test(Term.Call call) when Equality.isOutput(call) -> {
            Term.Call inner = (Term.Call) call.arguments().getLast();
            Term.Call outer = withArguments(inner, inside(inner.arguments()));
            yield new Literal.Test(
                Equality.output(call.at(), inside(call.arguments().getFirst()), outer));
          }
          case Literal.Test(Term.Call call) ->
              new Literal.Test(withArguments(call, inside(call.arguments())));
          case Literal.Test(Term term) -> new Literal.Test(inside(term));
          case Literal.Every every ->
              new Literal.Every(
                  every.key(), every.value(), hoist(inside(every.domain())), every.body());
          case Literal.Some _, Literal.SomeIn _ -> throw new AssertionError("rewritten before");
        };
    before.add(new Literal(literal.at(), literal.negated(), form, values));
    return before;
  }

  /** A variable for a term, after literals that bind it. */
  List<Literal> head(Term.Var variable, Term term) {
    before = new ArrayList<>();
    withs = List.of();
    Term rest = inside(term);
    before.add(equality(variable, rest));
    return before;
  }

  /** A negated literal, after literals for the references in it that OPA evaluates before it. */
  List<Literal> references(Literal literal) {
    before = new ArrayList<>();
    withs = literal.withs();
    Literal.Form form =
        switch (literal.form()) {
          case Literal.Test(Term.Call call) when Equality.isOutput(call) -> {
            Term.Call inner = (Term.Call) call.arguments().getLast();
            Term.Call outer = withArguments(inner, references(inner.arguments()));
            yield new Literal.Test(
                Equality.output(call.at(), reference(call.arguments().getFirst()), outer));
          }
          case Literal.Test(Term.Call call) -> {
            boolean equality =
                call.operator() instanceof Term.Var(_, String name)
                    && (name.equals("eq") || name.equals("equal"));
            List<Term> arguments =
                equality
                    ? List.of(below(call.arguments().getFirst()), below(call.arguments().getLast()))
                    : references(call.arguments());
            yield new Literal.Test(withArguments(call, arguments));
          }
          case Literal.Test(Term term) -> new Literal.Test(below(term));
          case Literal.Every every -> every;
          case Literal.Some _, Literal.SomeIn _ -> throw new AssertionError("rewritten before");
        };
    before.add(new Literal(literal.at(), literal.negated(), form, literal.withs()));
    return before;
  }

  private static Term.Call withArguments(Term.Call call, List<Term> arguments) {
    return new Term.Call(call.at(), call.operator(), arguments, call.infix());
  }

  private List<Term> references(List<Term> terms) {
    List<Term> out = new ArrayList<>(terms.size());
    for (Term term : terms) {
      out.add(reference(term));
    }
    return out;
  }

  private boolean isFunction(Term value) {
    return Variables.isBuiltin(value)
        || unit.tree().find(value).map(RuleTree.Node::isFunction).orElse(false);
  }

  private Literal equality(Term.Var variable, Term term) {
    return new Literal(
        term.at(), false, new Literal.Test(Equality.of(term.at(), variable, term)), withs);
  }

  private Term hoist(Term term) {
    if (term instanceof Term.Scalar
        || term instanceof Term.Var(_, String name) && !Variables.isRoot(name)) {
      return term;
    }
    Term.Var variable = names.fresh(term.at());
    before.add(equality(variable, term));
    return variable;
  }

  private List<Term> inside(List<Term> terms) {
    List<Term> out = new ArrayList<>(terms.size());
    for (Term term : terms) {
      out.add(inside(term));
    }
    return out;
  }

  /** A term whose calls have become variables. */
  private Term inside(Term term) {
    return switch (term) {
      case Term.Call call -> hoist(withArguments(call, inside(call.arguments())));
      case Term.Ref ref -> {
        Term head = inside(ref.head());
        yield new Term.Ref(
            ref.at(), head instanceof Term.Var ? head : hoist(head), inside(ref.path()));
      }
      case Term.Array array -> new Term.Array(array.at(), inside(array.elements()));
      case Term.SetOf set -> new Term.SetOf(set.at(), inside(set.elements()));
      case Term.Obj object -> {
        List<Term.Member> members = new ArrayList<>(object.members().size());
        for (Term.Member member : object.members()) {
          members.add(new Term.Member(inside(member.key()), inside(member.value())));
        }
        yield new Term.Obj(object.at(), members);
      }
      case Term.Scalar _,
          Term.Var _,
          Term.ArrayComprehension _,
          Term.SetComprehension _,
          Term.ObjectComprehension _,
          Term.Template _ ->
          term;
    };
  }

  /** A reference stays, what is in its path goes; of anything else, all references go. */
  private Term below(Term term) {
    if (term instanceof Term.Ref ref) {
      List<Term> path = new ArrayList<>(ref.path().size());
      for (Term part : ref.path()) {
        path.add(reference(part));
      }
      return new Term.Ref(ref.at(), ref.head(), path);
    }
    return term instanceof Term.Var ? term : reference(term);
  }

  private Term reference(Term term) {
    return switch (term) {
      case Term.Ref ref -> hoist(below(ref));
      case Term.Array array -> new Term.Array(array.at(), references(array.elements()));
      case Term.SetOf set -> new Term.SetOf(set.at(), references(set.elements()));
      case Term.Obj object -> {
        List<Term.Member> members = new ArrayList<>(object.members().size());
        for (Term.Member member : object.members()) {
          members.add(new Term.Member(reference(member.key()), reference(member.value())));
        }
        yield new Term.Obj(object.at(), members);
      }
      case Term.Var(_, String name) when Variables.isRoot(name) -> hoist(term);
      case Term.Scalar _,
          Term.Var _,
          Term.Call _,
          Term.ArrayComprehension _,
          Term.SetComprehension _,
          Term.ObjectComprehension _,
          Term.Template _ ->
          term;
    };
  }
}
