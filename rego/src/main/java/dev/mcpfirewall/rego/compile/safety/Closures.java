// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.safety;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Variables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The bodies inside literals and terms: what they need from around them, and their own order. */
final class Closures {
  private final Safety safety;

  Closures(Safety safety) {
    this.safety = safety;
  }

  /** Whether there is a body or a template in a literal. */
  static boolean has(Literal literal) {
    return literal.form() instanceof Literal.Every
        || literal.form() instanceof Literal.Test(Term term) && has(term)
        || anyHas(literal.withs());
  }

  private static boolean anyHas(List<Literal.With> withs) {
    for (Literal.With with : withs) {
      if (has(with.value()) || has(with.target())) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(Term term) {
    return find(term, _ -> true);
  }

  /** Whether all that bodies in a literal take from the body around them is bound. */
  boolean areReady(Literal literal, Set<String> own) {
    Predicate<Term> waits = closure -> waits(closure, own);
    if (literal.form() instanceof Literal.Every every && waits(every.body(), own)
        || literal.form() instanceof Literal.Every(_, _, Term domain, _) && find(domain, waits)
        || literal.form() instanceof Literal.Test(Term term) && find(term, waits)) {
      return false;
    }
    for (Literal.With with : literal.withs()) {
      if (find(with.value(), waits) || find(with.target(), waits)) {
        return false;
      }
    }
    return true;
  }

  private boolean waits(Term closure, Set<String> own) {
    Set<String> names = new HashSet<>();
    if (closure instanceof Term.Template template) {
      for (Term.Part part : template.parts()) {
        if (part instanceof Term.Hole(Term hole, _)) {
          if (!safety.readiness().isBound(hole)) {
            return true;
          }
        }
      }
    }
    Variables.all(closure, names);
    return waits(names, own);
  }

  private boolean waits(Body body, Set<String> own) {
    Set<String> names = new HashSet<>();
    Variables.all(body, names);
    return waits(names, own);
  }

  private boolean waits(Set<String> names, Set<String> own) {
    for (String name : names) {
      if (own.contains(name) && !safety.readiness().isBound(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the outermost bodies and templates in a term fits. */
  private static boolean find(Term term, Predicate<Term> wanted) {
    return switch (term) {
      case Term.Scalar _, Term.Var _ -> false;
      case Term.Ref ref -> find(ref.head(), wanted) || find(ref.path(), wanted);
      case Term.Array array -> find(array.elements(), wanted);
      case Term.SetOf set -> find(set.elements(), wanted);
      case Term.Call call -> find(call.arguments(), wanted);
      case Term.Obj object -> {
        for (Term.Member member : object.members()) {
          if (find(member.key(), wanted) || find(member.value(), wanted)) {
            yield true;
          }
        }
        yield false;
      }
      case Term.ArrayComprehension _,
          Term.SetComprehension _,
          Term.ObjectComprehension _,
          Term.Template _ ->
          wanted.test(term);
    };
  }

  private static boolean find(List<? extends Term> terms, Predicate<Term> wanted) {
    for (Term term : terms) {
      if (find(term, wanted)) {
        return true;
      }
    }
    return false;
  }

  /** The literal with the bodies in it in order. */
  Literal ordered(Literal literal) {
    if (!has(literal)) {
      return literal;
    }
    Literal.Form form =
        switch (literal.form()) {
          case Literal.Test(Term term) -> new Literal.Test(ordered(term));
          case Literal.Every every -> every(every);
          case Literal.Some _, Literal.SomeIn _ -> throw new AssertionError("rewritten before");
        };
    return new Literal(literal.at(), literal.negated(), form, withs(literal.withs()));
  }

  private List<Literal.With> withs(List<Literal.With> withs) {
    if (!anyHas(withs)) {
      return withs;
    }
    List<Literal.With> out = new ArrayList<>(withs.size());
    for (Literal.With with : withs) {
      out.add(new Literal.With(with.at(), ordered(with.target()), ordered(with.value())));
    }
    return out;
  }

  private Literal.Every every(Literal.Every every) {
    List<String> own = new ArrayList<>();
    every.key().ifPresent(key -> own.add(key.name()));
    own.add(every.value().name());
    Term domain = ordered(every.domain());
    safety.bound().addAll(own);
    Body body = inside(every.body(), List.of()).body;
    own.forEach(safety.bound()::remove);
    return new Literal.Every(every.key(), every.value(), domain, body);
  }

  /** The terms with the bodies in them in order. */
  List<Term> ordered(List<Term> terms) {
    if (!find(terms, _ -> true)) {
      return terms;
    }
    List<Term> out = new ArrayList<>(terms.size());
    for (Term term : terms) {
      out.add(ordered(term));
    }
    return out;
  }

  private Term ordered(Term term) {
    if (!has(term)) {
      return term;
    }
    return switch (term) {
      case Term.Scalar _, Term.Var _ -> term;
      case Term.Ref ref -> new Term.Ref(ref.at(), ordered(ref.head()), ordered(ref.path()));
      case Term.Array array -> new Term.Array(array.at(), ordered(array.elements()));
      case Term.SetOf set -> new Term.SetOf(set.at(), ordered(set.elements()));
      case Term.Obj object -> {
        List<Term.Member> members = new ArrayList<>(object.members().size());
        for (Term.Member member : object.members()) {
          members.add(new Term.Member(ordered(member.key()), ordered(member.value())));
        }
        yield new Term.Obj(object.at(), members);
      }
      case Term.Call call ->
          new Term.Call(call.at(), call.operator(), ordered(call.arguments()), call.infix());
      case Term.ArrayComprehension(var at, Term head, Body body) -> {
        Inside inside = inside(body, List.of(head));
        yield new Term.ArrayComprehension(at, inside.heads.getFirst(), inside.body);
      }
      case Term.SetComprehension(var at, Term head, Body body) -> {
        Inside inside = inside(body, List.of(head));
        yield new Term.SetComprehension(at, inside.heads.getFirst(), inside.body);
      }
      case Term.ObjectComprehension(var at, Term key, Term value, Body body) -> {
        Inside inside = inside(body, List.of(key, value));
        yield new Term.ObjectComprehension(
            at, inside.heads.getFirst(), inside.heads.getLast(), inside.body);
      }
      case Term.Template template -> ordered(template);
    };
  }

  private record Inside(List<Term> heads, Body body) {}

  private Inside inside(Body body, List<Term> heads) {
    BodyOrder order = new BodyOrder(safety, body, heads);
    List<Term> ordered = order.run();
    order.close();
    return new Inside(ordered, order.body());
  }

  private Term.Template ordered(Term.Template template) {
    List<Term.Part> parts = new ArrayList<>(template.parts().size());
    for (Term.Part part : template.parts()) {
      switch (part) {
        case Term.Text text -> parts.add(text);
        case Term.Hole(Term hole, List<Literal.With> withs) ->
            parts.add(new Term.Hole(ordered(hole), withs(withs)));
      }
    }
    return new Term.Template(template.at(), parts, template.raw());
  }
}
