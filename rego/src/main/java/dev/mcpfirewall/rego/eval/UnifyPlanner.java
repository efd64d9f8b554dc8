// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.eval.node.Checks;
import dev.mcpfirewall.rego.eval.node.Expr;
import dev.mcpfirewall.rego.eval.node.Terms;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Unification, decided beforehand: a variable takes a value, a pattern is taken apart, or two
 * values are compared.
 */
final class UnifyPlanner {
  private final TermPlanner terms;

  UnifyPlanner(TermPlanner terms) {
    this.terms = terms;
  }

  /** Two sides: the right one is a term, or a value at hand. */
  private record Pair(Term left, @Nullable Term right, @Nullable Expr value) {}

  void unify(Term left, Term right, Block block) {
    List<Pair> pairs = new ArrayList<>();
    pairs.add(new Pair(left, right, null));
    solve(pairs, block);
  }

  /** A pattern against a value. */
  void match(Term pattern, Expr value, Block block) {
    List<Pair> pairs = new ArrayList<>();
    pairs.add(new Pair(pattern, null, value));
    solve(pairs, block);
  }

  /** Takes the pairs in turn, and first those that need nothing from the others. */
  private void solve(List<Pair> pairs, Block block) {
    while (!pairs.isEmpty()) {
      int ready = 0;
      while (ready < pairs.size() && !ready(pairs.get(ready), block)) {
        ready++;
      }
      if (ready == pairs.size()) {
        Location at = pairs.getFirst().left.at();
        throw TermPlanner.unsafe("expression is unsafe", at);
      }
      solve(pairs.remove(ready), pairs, block);
    }
  }

  /** Whether a value can be matched with it now; elements of arrays may wait for each other. */
  private static boolean pattern(Term term, Block block) {
    return term instanceof Term.Array || Readiness.pattern(term, block);
  }

  private static boolean ready(Pair pair, Block block) {
    return pair.right == null
        ? pattern(pair.left, block)
        : Readiness.evaluable(pair.left, block) && pattern(pair.right, block)
            || Readiness.evaluable(pair.right, block) && pattern(pair.left, block)
            || pair.left instanceof Term.Array && pair.right instanceof Term.Array
            || pair.left instanceof Term.Obj && pair.right instanceof Term.Obj;
  }

  private void solve(Pair pair, List<Pair> rest, Block block) {
    Term left = pair.left;
    Term right = pair.right;
    if (right == null) {
      if (pair.value != null) {
        take(left, pair.value, rest, block);
      }
    } else if (Readiness.evaluable(right, block)) {
      take(left, terms.expr(right, block), rest, block);
    } else if (Readiness.evaluable(left, block)) {
      take(right, terms.expr(left, block), rest, block);
    } else if (left instanceof Term.Array a && right instanceof Term.Array b) {
      arrays(a, b, rest, block);
    } else if (left instanceof Term.Obj a && right instanceof Term.Obj b) {
      objects(a, b, rest, block);
    }
  }

  private void arrays(Term.Array a, Term.Array b, List<Pair> rest, Block block) {
    if (a.elements().size() != b.elements().size()) {
      block.check(new Checks.Never());
      bindAll(a, block);
      bindAll(b, block);
      return;
    }
    for (int i = 0; i < a.elements().size(); i++) {
      rest.add(i, new Pair(a.elements().get(i), b.elements().get(i), null));
    }
  }

  /** Two patterns: their keys must be constants to be paired. */
  private void objects(Term.Obj a, Term.Obj b, List<Pair> rest, Block block) {
    List<Pair> members = new ArrayList<>();
    for (Term.Member x : a.members()) {
      for (Term.Member y : b.members()) {
        if (same(x.key(), y.key())) {
          members.add(new Pair(x.value(), y.value(), null));
        }
      }
    }
    if (members.size() != a.members().size() || members.size() != b.members().size()) {
      block.check(new Checks.Never());
      bindAll(a, block);
      bindAll(b, block);
      return;
    }
    rest.addAll(0, members);
  }

  private static boolean same(Term a, Term b) {
    return a instanceof Term.Scalar x && b instanceof Term.Scalar y
        ? x.value().equals(y.value())
        : a instanceof Term.Var(_, String n) && b instanceof Term.Var(_, String m) && n.equals(m);
  }

  /** What stands behind something that never holds may still read its variables. */
  private static void bindAll(Term term, Block block) {
    switch (term) {
      case Term.Var v -> block.bind(v.name());
      case Term.Array array -> array.elements().forEach(e -> bindAll(e, block));
      case Term.Obj object -> object.members().forEach(m -> bindAll(m.value(), block));
      case Term.Ref ref -> ref.path().forEach(e -> bindAll(e, block));
      default -> {}
    }
  }

  private void take(Term left, Expr value, List<Pair> rest, Block block) {
    if (left instanceof Term.Var(_, String name) && !Readiness.evaluable(left, block)) {
      if (name.startsWith("$")) {
        block.check(new Checks.Defined(value));
      } else {
        block.check(new Checks.Bind(block.bind(name), value));
      }
    } else if (Readiness.evaluable(left, block)) {
      block.check(new Checks.Same(terms.expr(left, block), value));
    } else if (left instanceof Term.Array array) {
      int slot = ReferencePlanner.held(value, block);
      block.check(new Checks.ArraySized(slot, array.elements().size()));
      for (int i = 0; i < array.elements().size(); i++) {
        rest.add(i, new Pair(array.elements().get(i), null, new Terms.Element(slot, i)));
      }
    } else if (left instanceof Term.Obj object) {
      int slot = ReferencePlanner.held(value, block);
      block.check(new Checks.ObjectSized(slot, object.members().size()));
      int i = 0;
      for (Term.Member member : object.members()) {
        Expr key = terms.expr(member.key(), block);
        rest.add(i++, new Pair(member.value(), null, new Terms.Lookup(new Terms.Slot(slot), key)));
      }
    } else {
      throw TermPlanner.internal("`" + left.at().text() + "` can't be matched", left.at());
    }
  }
}
