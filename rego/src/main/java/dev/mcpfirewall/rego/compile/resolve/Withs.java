// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.resolve;

import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.compile.names.RuleTree;
import dev.mcpfirewall.rego.compile.names.TermText;
import dev.mcpfirewall.rego.compile.names.Unit;
import dev.mcpfirewall.rego.compile.names.Variables;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resolves {@code with}, and checks that what it replaces can be replaced, and by that. */
final class Withs {
  private static final Set<String> FIXED =
      Set.of("eq", "rego.metadata.chain", "rego.metadata.rule");

  private final Unit unit;
  private final Rewriter rewriter;

  Withs(Unit unit, Rewriter rewriter) {
    this.unit = unit;
    this.rewriter = rewriter;
  }

  List<Literal.With> rewrite(List<Literal.With> withs, Scope scope) {
    if (withs.isEmpty()) {
      return withs;
    }
    List<Literal.With> out = new ArrayList<>(withs.size());
    for (Literal.With with : withs) {
      Term value = value(with.value(), scope);
      Literal.With rewritten = new Literal.With(with.at(), target(with.target(), scope), value);
      check(rewritten);
      out.add(rewritten);
    }
    return out;
  }

  private Term target(Term target, Scope scope) {
    return switch (target) {
      case Term.Var(_, String name) when Variables.isRoot(name) || isBuiltin(target) -> target;
      case Term.Ref(var at, Term.Var(var headAt, String name), List<Term> path)
          when Variables.isRoot(name) -> {
        Term resolved = new Term.Ref(at, new Term.Var(headAt, name), rewriter.terms(path, scope));
        unit.documents().replace(resolved);
        yield resolved;
      }
      case Term.Ref _ when isBuiltin(target) || FIXED.contains(TermText.name(target)) -> target;
      default -> {
        Term resolved = rewriter.target(target, scope);
        unit.documents().replace(resolved);
        yield resolved;
      }
    };
  }

  private Term value(Term value, Scope scope) {
    return isBuiltin(value) ? value : rewriter.term(value, scope);
  }

  /** Whether a built-in is named, and no rule or import of that name. */
  private boolean isBuiltin(Term term) {
    Term head = term instanceof Term.Ref ref ? ref.head() : term;
    return head instanceof Term.Var(_, String name)
        && unit.globals().find(name) == null
        && Variables.isBuiltin(term);
  }

  private void check(Literal.With with) {
    Term target = with.target();
    Term head = target instanceof Term.Ref ref ? ref.head() : target;
    String root = head instanceof Term.Var(_, String name) ? name : "";
    if (isBuiltin(target) || FIXED.contains(TermText.name(target))) {
      builtin(with, TermText.name(target));
    } else if (root.equals("data")) {
      data(with);
    } else if (!root.equals("input")) {
      unit.problems()
          .type(
              target.at(),
              "with keyword target must reference existing input, data, or a function");
    }
  }

  private void builtin(Literal.With with, String name) {
    Location at = with.target().at();
    if (refused(with.target()) || refused(with.value())) {
      return;
    }
    String prefix = "with keyword replacing built-in function: ";
    if (FIXED.contains(name)) {
      unit.problems().compile(at, prefix + "replacement of \"" + name + "\" invalid");
    } else if (name.startsWith("internal.")) {
      unit.problems()
          .compile(at, prefix + "replacement of internal function \"" + name + "\" invalid");
    } else if (find(name).does() instanceof Builtin.Relation) {
      unit.problems().compile(at, prefix + "target must not be a relation");
    } else if (name.equals("print")) {
      unit.problems().compile(at, prefix + "target must not be a void function");
    } else {
      int arity = Calls.signature(find(name)).parameters().size();
      arity(with, name, arity, Calls.signature(find(name)).wants());
    }
  }

  private Builtin find(String name) {
    return unit.settings().builtins().find(name).orElseThrow();
  }

  private boolean refused(Term function) {
    if (isBuiltin(function) && unit.settings().refused().contains(TermText.name(function))) {
      unit.problems()
          .compile(
              function.at(),
              "with keyword replacing built-in function: target must not be unsafe: \""
                  + TermText.name(function)
                  + "\"");
      return true;
    }
    return false;
  }

  private void data(Literal.With with) {
    RuleTree.Node node = unit.tree().root();
    List<Term> path = RuleTree.path(with.target());
    for (int i = 0; i < path.size(); i++) {
      Optional<RuleTree.Node> next =
          path.get(i) instanceof Term.Scalar(_, Value key) ? node.child(key) : Optional.empty();
      if (next.isEmpty()) {
        return;
      }
      node = next.get();
      if (i < path.size() - 1 && !node.rules.isEmpty()) {
        unit.problems()
            .compile(
                with.target().at(), "with keyword cannot partially replace virtual document(s)");
        return;
      }
    }
    if (node.isFunction() && !refused(with.value())) {
      arity(with, node.path(), node.arity(), any(node.arity()));
    }
  }

  private void arity(Literal.With with, String name, int wanted, String wants) {
    int given = -1;
    String have = "";
    if (isBuiltin(with.value())) {
      Builtin builtin = find(TermText.name(with.value()));
      given = Calls.signature(builtin).parameters().size();
      have = Calls.signature(builtin).wants();
    } else {
      Optional<RuleTree.Node> node = unit.tree().find(with.value());
      if (node.isPresent() && node.get().isFunction()) {
        given = node.get().arity();
        have = any(given);
      }
    }
    if (given >= 0 && given != wanted) {
      unit.problems().type(with.at(), name + ": arity mismatch: have " + have + ", want " + wants);
    }
  }

  private static String any(int arity) {
    return "(" + String.join(", ", java.util.Collections.nCopies(arity, "any")) + ")";
  }
}
