// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.eval.node.Checks;
import dev.mcpfirewall.rego.eval.node.Ends;
import dev.mcpfirewall.rego.eval.node.Expr;
import dev.mcpfirewall.rego.eval.node.Node;
import dev.mcpfirewall.rego.eval.node.Terms;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Terms to expressions. What a term has many values for becomes a step of the body before it, and
 * the expression reads what the step found.
 */
final class TermPlanner {
  private final Names names;
  private final LiteralPlanner literals;
  private final ReferencePlanner references;
  private final CallPlanner calls;
  private final UnifyPlanner unification = new UnifyPlanner(this);

  TermPlanner(Names names, LiteralPlanner literals) {
    this.names = names;
    this.literals = literals;
    references = new ReferencePlanner(names, this);
    calls = new CallPlanner(names, this);
  }

  void unify(Term left, Term right, Block block) {
    unification.unify(left, right, block);
  }

  /** A pattern against a value: it binds what is not bound. */
  void match(Term pattern, Expr value, Block block) {
    unification.match(pattern, value, block);
  }

  Expr expr(Term term, Block block) {
    return switch (term) {
      case Term.Scalar scalar -> new Terms.Constant(scalar.value());
      case Term.Var variable -> variable(variable, block);
      case Term.Ref ref -> references.plan(ref, block);
      case Term.Array array -> array(array.elements(), block);
      case Term.SetOf set -> set(set, block);
      case Term.Obj object -> object(object, block);
      case Term.ArrayComprehension c -> comprehension(Ends.Kind.ARRAY, c.head(), c.body(), block);
      case Term.SetComprehension c -> comprehension(Ends.Kind.SET, c.head(), c.body(), block);
      case Term.ObjectComprehension c -> comprehension(c, block);
      case Term.Call call -> calls.plan(call, block);
      case Term.Template template -> template(template, block);
    };
  }

  private Expr variable(Term.Var variable, Block block) {
    if (variable.name().equals(Names.INPUT)) {
      return new Terms.Input();
    }
    if (variable.name().equals(Names.DATA)) {
      return references.root();
    }
    if (!block.isBound(variable.name())) {
      throw unsafe("var " + names.shown(variable.name()) + " is unsafe", variable.at());
    }
    return new Terms.Slot(block.slot(variable.name()));
  }

  /** Nothing binds it before it is needed: the front end should have said so. */
  static RegoException unsafe(String message, Location at) {
    return new RegoException(RegoError.of(ErrorCode.UNSAFE_VAR, message, at));
  }

  static RegoException internal(String message, Location at) {
    return new RegoException(RegoError.of(ErrorCode.EVAL_INTERNAL, message, at));
  }

  /** All of them; first those that need nothing the others bind ({@code f(x, xs[x])}). */
  Expr[] exprs(List<Term> terms, Block block) {
    @Nullable Expr[] planned = new Expr[terms.size()];
    Expr[] done = new Expr[planned.length];
    int left = planned.length;
    boolean stuck = false;
    while (left > 0) {
      int before = left;
      for (int i = 0; i < planned.length; i++) {
        if (planned[i] == null && (stuck || Readiness.evaluable(terms.get(i), block))) {
          Expr expr = expr(terms.get(i), block);
          planned[i] = expr;
          done[i] = expr;
          left--;
        }
      }
      stuck = left == before;
    }
    return done;
  }

  private Expr array(List<Term> terms, Block block) {
    Expr[] elements = exprs(terms, block);
    List<Value> constants = constants(elements);
    return constants.size() == elements.length
        ? new Terms.Constant(ArrayValue.of(constants))
        : new Terms.ArrayOf(elements);
  }

  private Expr set(Term.SetOf set, Block block) {
    Expr[] elements = exprs(set.elements(), block);
    List<Value> constants = constants(elements);
    return constants.size() == elements.length
        ? new Terms.Constant(SetValue.of(constants))
        : new Terms.SetOf(elements);
  }

  private Expr object(Term.Obj object, Block block) {
    List<Term> parts = new ArrayList<>(object.members().size() * 2);
    for (Term.Member member : object.members()) {
      parts.add(member.key());
      parts.add(member.value());
    }
    Expr[] members = exprs(parts, block);
    List<Value> constants = constants(members);
    if (constants.size() < members.length) {
      return new Terms.ObjectOf(members);
    }
    ObjectValue.Builder folded = ObjectValue.builder(members.length / 2);
    for (int k = 0; k < members.length; k += 2) {
      folded.put(constants.get(k), constants.get(k + 1));
    }
    return new Terms.Constant(folded.build());
  }

  /** As many as come before the first that is no constant. */
  private static List<Value> constants(Expr[] exprs) {
    List<Value> values = new ArrayList<>(exprs.length);
    for (Expr expr : exprs) {
      Value value = expr.constant();
      if (value == null) {
        break;
      }
      values.add(value);
    }
    return values;
  }

  private Expr comprehension(Ends.Kind kind, Term head, Body body, Block block) {
    Block inner = block.nested();
    block.costs();
    literals.body(body, inner);
    Expr element = expr(head, inner);
    return new Terms.Comprehension(kind, inner.end(new Ends.Add(element)));
  }

  private Expr comprehension(Term.ObjectComprehension c, Block block) {
    Block inner = block.nested();
    block.costs();
    literals.body(c.body(), inner);
    Expr key = expr(c.key(), inner);
    Expr value = expr(c.value(), inner);
    return new Terms.Comprehension(Ends.Kind.OBJECT, inner.end(new Ends.Put(key, value, c.at())));
  }

  /** Holes are sets of what they can be: that may be nothing. */
  private Expr template(Term.Template template, Block block) {
    Expr[] parts = new Expr[template.parts().size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          switch (template.parts().get(i)) {
            case Term.Text text -> new Terms.Constant(StringValue.of(text.text()));
            case Term.Hole hole -> hole(hole, block);
          };
    }
    return calls.builtin("internal.template_string", List.of(new Terms.ArrayOf(parts)), template);
  }

  private Expr hole(Term.Hole hole, Block block) {
    Block inner = block.nested();
    boolean replaced = literals.enter(hole.withs(), inner);
    int slot = inner.temporary();
    inner.check(new Checks.Bind(slot, expr(hole.term(), inner)));
    if (replaced) {
      literals.leave(inner);
    }
    Node body = inner.end(new Ends.Add(new Terms.Slot(slot)));
    return new Terms.Comprehension(Ends.Kind.SET, body);
  }
}
