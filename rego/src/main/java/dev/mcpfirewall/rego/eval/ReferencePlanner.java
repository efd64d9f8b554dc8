// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.eval.node.Checks;
import dev.mcpfirewall.rego.eval.node.Descent;
import dev.mcpfirewall.rego.eval.node.Expr;
import dev.mcpfirewall.rego.eval.node.Loops;
import dev.mcpfirewall.rego.eval.node.RuleGroup;
import dev.mcpfirewall.rego.eval.node.Terms;
import dev.mcpfirewall.rego.eval.node.Tree;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** References: constants resolve to rules at once, what is bound is looked up, the rest loops. */
final class ReferencePlanner {
  private final Names names;
  private final TermPlanner terms;

  ReferencePlanner(Names names, TermPlanner terms) {
    this.names = names;
    this.terms = terms;
  }

  /** {@code data} itself. */
  Expr root() {
    return new Tree.Document(names.root());
  }

  Expr plan(Term.Ref ref, Block block) {
    if (ref.head() instanceof Term.Var(_, String name) && name.equals(Names.DATA)) {
      return data(ref.path(), block);
    }
    return path(terms.expr(ref.head(), block), ref.path(), block);
  }

  private Expr data(List<Term> path, Block block) {
    Value[] keys = Names.constants(path);
    Tree node = names.root();
    int depth = 0;
    while (depth < keys.length && node.group() == null) {
      Tree child = node.child(keys[depth]);
      if (child == null) {
        return path(new Tree.Base(keys), path.subList(keys.length, path.size()), block);
      }
      node = child;
      depth++;
    }
    if (node.group() instanceof RuleGroup.ObjectGroup group && depth < keys.length) {
      Value[] below = Arrays.copyOfRange(keys, depth, keys.length);
      return path(
          new Tree.Member(node, group, below), path.subList(keys.length, path.size()), block);
    }
    if (node.group() != null || depth == path.size()) {
      return path(new Tree.Document(node), path.subList(depth, path.size()), block);
    }
    return descent(node, path.subList(depth, path.size()), block);
  }

  private Expr descent(Tree node, List<Term> path, Block block) {
    @Nullable Expr[] keys = new Expr[path.size()];
    int[] slots = new int[keys.length];
    Arrays.fill(slots, -1);
    List<Runnable> after = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      Term part = path.get(i);
      if (part instanceof Term.Var(_, String name) && !block.isBound(name)) {
        if (!name.startsWith("$")) {
          slots[i] = block.bind(name);
        }
      } else if (plain(part) || Readiness.evaluable(part, block) && i == 0) {
        keys[i] = terms.expr(part, block);
      } else {
        int slot = block.temporary();
        slots[i] = slot;
        after.add(() -> terms.match(part, new Terms.Slot(slot), block));
      }
    }
    int result = block.temporary();
    block.loop(next -> new Descent(node, keys, slots, result, next));
    after.forEach(Runnable::run);
    return new Terms.Slot(result);
  }

  /** A term that is an expression without steps of its own. */
  private static boolean plain(Term term) {
    return term instanceof Term.Scalar || term instanceof Term.Var;
  }

  private Expr path(Expr from, List<Term> path, Block block) {
    Expr at = from;
    int i = 0;
    while (i < path.size()) {
      Value[] keys = Names.constants(path.subList(i, path.size()));
      if (keys.length > 0) {
        at = new Terms.Path(at, keys);
        i += keys.length;
      } else {
        at = step(at, path.get(i++), block);
      }
    }
    return at;
  }

  private Expr step(Expr from, Term part, Block block) {
    boolean free = part instanceof Term.Var(_, String name) && !block.isBound(name);
    if (!free && Readiness.evaluable(part, block)) {
      return new Terms.Lookup(from, terms.expr(part, block));
    }
    int value = block.temporary();
    if (free && part instanceof Term.Var(_, String name)) {
      int key = name.startsWith("$") ? -1 : block.bind(name);
      block.loop(next -> new Loops.Each(from, key, value, next));
    } else {
      int key = block.temporary();
      block.loop(next -> new Loops.Each(from, key, value, next));
      terms.match(part, new Terms.Slot(key), block);
    }
    return new Terms.Slot(value);
  }

  /** A value held in a slot, so that looking at it twice costs nothing. */
  static int held(Expr value, Block block) {
    int slot = block.temporary();
    block.check(new Checks.Bind(slot, value));
    return slot;
  }
}
