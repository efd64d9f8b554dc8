// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.resolve;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Declared;
import dev.mcpfirewall.rego.compile.names.Equality;
import dev.mcpfirewall.rego.compile.names.Globals;
import dev.mcpfirewall.rego.compile.names.RuleTree;
import dev.mcpfirewall.rego.compile.names.TermText;
import dev.mcpfirewall.rego.compile.names.Unit;
import dev.mcpfirewall.rego.compile.names.Variables;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Resolves the names in terms: what stands for a rule or an import becomes a reference to {@code
 * data} or {@code input}, what is declared gets its name in the compiled rule. Composites of
 * constants become constants on the way.
 */
final class Rewriter {
  private final Unit unit;
  private final Calls calls;
  private final Withs withs;
  private final Metadata metadata;
  private final Bodies bodies;

  Rewriter(Unit unit, Metadata metadata) {
    this.unit = unit;
    this.metadata = metadata;
    calls = new Calls(unit);
    withs = new Withs(unit, this);
    bodies = new Bodies(unit, this);
  }

  Bodies bodies() {
    return bodies;
  }

  Withs withs() {
    return withs;
  }

  /** A term with its names resolved. */
  Term term(Term term, Scope scope) {
    return switch (term) {
      case Term.Scalar scalar -> scalar;
      case Term.Var variable -> variable(variable, scope);
      case Term.Ref ref -> reference(ref, scope);
      case Term.Array array ->
          Folding.fold(new Term.Array(array.at(), terms(array.elements(), scope)));
      case Term.SetOf set -> Folding.fold(new Term.SetOf(set.at(), terms(set.elements(), scope)));
      case Term.Obj object -> Folding.fold(object(object, scope));
      case Term.Call call -> call(call, scope, false);
      case Term.ArrayComprehension c -> {
        Scope inner = scope.inner(Declared.in(c.body()));
        Body body = bodies.body(c.body(), inner);
        Term head = term(c.head(), inner);
        bodies.unused(inner);
        yield new Term.ArrayComprehension(c.at(), head, body);
      }
      case Term.SetComprehension c -> {
        Scope inner = scope.inner(Declared.in(c.body()));
        Body body = bodies.body(c.body(), inner);
        Term head = term(c.head(), inner);
        bodies.unused(inner);
        yield new Term.SetComprehension(c.at(), head, body);
      }
      case Term.ObjectComprehension c -> {
        Scope inner = scope.inner(Declared.in(c.body()));
        Body body = bodies.body(c.body(), inner);
        Term key = term(c.key(), inner);
        Term value = term(c.value(), inner);
        bodies.unused(inner);
        yield new Term.ObjectComprehension(c.at(), key, value, body);
      }
      case Term.Template template -> template(template, scope);
    };
  }

  List<Term> terms(List<? extends Term> terms, Scope scope) {
    if (terms.isEmpty()) {
      return List.of();
    }
    Term[] out = new Term[terms.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = term(terms.get(i), scope);
    }
    return List.of(out);
  }

  private Term.Obj object(Term.Obj object, Scope scope) {
    List<Term.Member> members = new ArrayList<>(object.members().size());
    for (Term.Member member : object.members()) {
      members.add(new Term.Member(term(member.key(), scope), term(member.value(), scope)));
    }
    return new Term.Obj(object.at(), members);
  }

  /** What a {@code with} replaces: a name stands for what it does elsewhere, but is not read. */
  Term target(Term target, Scope scope) {
    Term head = target instanceof Term.Ref ref ? ref.head() : target;
    if (head instanceof Term.Var(_, String name)) {
      Globals.Target global = unit.globals().find(name);
      if (global != null && !scope.declares(name)) {
        unit.globals().use(name);
        List<Term> path = join(global, terms(RuleTree.path(target), scope));
        Term root = new Term.Var(head.at(), global.root());
        return path.isEmpty() ? root : new Term.Ref(target.at(), root, path);
      }
    }
    return term(target, scope);
  }

  private Term template(Term.Template template, Scope scope) {
    List<Term.Part> parts = new ArrayList<>(template.parts().size());
    for (Term.Part part : template.parts()) {
      switch (part) {
        case Term.Text text -> parts.add(text);
        case Term.Hole(Term hole, List<Literal.With> replaced) -> {
          Scope inner = scope.inner(java.util.Set.of());
          parts.add(new Term.Hole(term(hole, inner), withs.rewrite(replaced, inner)));
          relation(hole);
        }
      }
    }
    return new Term.Template(template.at(), parts, template.raw());
  }

  private void relation(Term hole) {
    if (hole instanceof Term.Call call && TermText.name(call.operator()).equals("walk")) {
      unit.problems()
          .compile(
              hole.at(),
              "illegal call to relation built-in 'walk' that may cause multiple outputs");
    }
  }

  private Term variable(Term.Var variable, Scope scope) {
    String name = variable.name();
    if (variable.isWildcard()) {
      return variable;
    }
    if (Variables.isRoot(name)) {
      Scope.Entry entry = scope.find(name);
      if (entry == null || entry.kind == Scope.Kind.SEEN) {
        unit.documents().read(variable);
        return variable;
      }
      entry.uses++;
      return new Term.Var(variable.at(), entry.name);
    }
    Globals.Target target = unit.globals().find(name);
    if (target != null && !scope.declares(name)) {
      unit.globals().use(name);
      Term resolved = target.at(variable.at());
      unit.documents().read(resolved);
      return resolved;
    }
    return local(variable, scope);
  }

  private Term.Var local(Term.Var variable, Scope scope) {
    Scope.Entry entry = scope.find(variable.name());
    if (entry == null) {
      scope.put(variable.name(), variable.name(), Scope.Kind.SEEN, variable.at());
      return variable;
    }
    entry.uses++;
    return entry.name.equals(variable.name()) ? variable : new Term.Var(variable.at(), entry.name);
  }

  private Term reference(Term.Ref ref, Scope scope) {
    List<Term> path = terms(ref.path(), scope);
    if (!(ref.head() instanceof Term.Var head) || head.isWildcard()) {
      return new Term.Ref(ref.at(), term(ref.head(), scope), path);
    }
    String name = head.name();
    if (Variables.isRoot(name)) {
      Scope.Entry entry = scope.find(name);
      if (entry != null && entry.kind != Scope.Kind.SEEN) {
        entry.uses++;
        return new Term.Ref(ref.at(), new Term.Var(head.at(), entry.name), path);
      }
      if (entry == null && scope.declares(name)) {
        scope.put(name, name, Scope.Kind.SEEN, head.at());
      }
      return document(new Term.Ref(ref.at(), head, path));
    }
    Globals.Target target = unit.globals().find(name);
    if (target != null && !scope.declares(name)) {
      unit.globals().use(name);
      return document(
          new Term.Ref(ref.at(), new Term.Var(head.at(), target.root()), join(target, path)));
    }
    return new Term.Ref(ref.at(), local(head, scope), path);
  }

  private Term document(Term.Ref ref) {
    unit.documents().read(ref);
    return ref;
  }

  private static List<Term> join(Globals.Target target, List<Term> path) {
    List<Term> all = new ArrayList<>(target.path().size() + path.size());
    all.addAll(target.path());
    all.addAll(path);
    return all;
  }

  /**
   * A call, checked.
   *
   * @param literal whether it stands as a literal, where one argument more takes the result
   */
  Term call(Term.Call call, Scope scope, boolean literal) {
    List<Term> arguments = terms(call.arguments(), scope);
    Optional<Term> operator = operator(call, scope);
    if (operator.isEmpty()) {
      return new Term.Call(call.at(), call.operator(), arguments, call.infix());
    }
    Optional<Value> known = metadata.value(operator.get());
    if (known.isPresent() && arguments.size() <= (literal ? 1 : 0)) {
      Term value = new Term.Scalar(call.at(), known.get());
      return arguments.isEmpty() ? value : Equality.of(call.at(), arguments.getFirst(), value);
    }
    Term.Call resolved = new Term.Call(call.at(), operator.get(), arguments, call.infix());
    if (!calls.allows(resolved, literal)
        || call.infix()
        || !literal
        || !calls.hasOutput(resolved)) {
      return resolved;
    }
    List<Term> inputs = arguments.subList(0, arguments.size() - 1);
    Term inner = new Term.Call(call.at(), operator.get(), inputs, false);
    return Equality.output(call.at(), arguments.getLast(), inner);
  }

  private Optional<Term> operator(Term.Call call, Scope scope) {
    if (call.infix()) {
      if (Equality.isAssignment(call)) {
        unit.problems().compile(call.at(), "cannot assign vars inside an expression");
        return Optional.empty();
      }
      return Optional.of(call.operator());
    }
    Term head = call.operator() instanceof Term.Ref ref ? ref.head() : call.operator();
    if (!(head instanceof Term.Var(_, String name))) {
      return Optional.of(call.operator());
    }
    Globals.Target target = unit.globals().find(name);
    if (target != null && !scope.declares(name)) {
      unit.globals().use(name);
      Term resolved =
          new Term.Ref(
              call.operator().at(),
              new Term.Var(head.at(), target.root()),
              join(target, RuleTree.path(call.operator())));
      called(resolved);
      return Optional.of(resolved);
    }
    Scope.Entry entry = scope.find(name);
    if (entry != null && !entry.name.equals(name)) {
      unit.problems()
          .compile(call.at(), "called function " + unit.text().of(call.operator()) + " shadowed");
      return Optional.empty();
    }
    if (name.equals("data")) {
      called(call.operator());
    }
    return Optional.of(call.operator());
  }

  /** Takes note of a function there is; of one that is not there, the call is told. */
  private void called(Term function) {
    if (unit.tree().find(function).isPresent()) {
      unit.documents().read(function);
    }
  }
}
