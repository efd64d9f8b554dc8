// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.ast.Term;
import java.util.ArrayList;
import java.util.List;

/** Whether all that a term needs is bound: it may bind more itself, as an index. */
final class Readiness {
  private Readiness() {}

  static boolean evaluable(Term term, Block block) {
    return switch (term) {
      case Term.Scalar _ -> true;
      case Term.Var v -> known(v.name(), block);
      case Term.Ref ref -> evaluable(ref.head(), block) && indexable(ref.path(), block);
      case Term.Array array -> evaluable(array.elements(), block);
      case Term.SetOf set -> evaluable(set.elements(), block);
      case Term.Obj object -> evaluable(members(object), block);
      case Term.Call call -> evaluable(call.arguments(), block);
      case Term.ArrayComprehension _ -> true;
      case Term.SetComprehension _ -> true;
      case Term.ObjectComprehension _ -> true;
      case Term.Template _ -> true;
    };
  }

  private static boolean known(String name, Block block) {
    return name.equals(Names.INPUT) || name.equals(Names.DATA) || block.isBound(name);
  }

  private static List<Term> members(Term.Obj object) {
    List<Term> terms = new ArrayList<>();
    for (Term.Member member : object.members()) {
      terms.add(member.key());
      terms.add(member.value());
    }
    return terms;
  }

  /** Together: what one binds as an index, another may need. */
  private static boolean evaluable(List<Term> terms, Block block) {
    boolean all = true;
    for (Term term : terms) {
      all &= evaluable(term, block);
    }
    if (all || terms.size() < 2) {
      return all;
    }
    Block trial = block.nested();
    List<Term> left = new ArrayList<>(terms);
    while (!left.isEmpty()) {
      int before = left.size();
      left.removeIf(term -> {
        boolean fits = evaluable(term, trial);
        if (fits) {
          bindIndexes(term, trial);
        }
        return fits;
      });
      if (left.size() == before) {
        return false;
      }
    }
    return true;
  }

  private static void bindIndexes(Term term, Block block) {
    switch (term) {
      case Term.Ref ref -> {
        bindIndexes(ref.head(), block);
        ref.path().forEach(part -> bindPattern(part, block));
      }
      case Term.Array array -> array.elements().forEach(e -> bindIndexes(e, block));
      case Term.SetOf set -> set.elements().forEach(e -> bindIndexes(e, block));
      case Term.Obj object -> members(object).forEach(e -> bindIndexes(e, block));
      case Term.Call call -> call.arguments().forEach(e -> bindIndexes(e, block));
      default -> {}
    }
  }

  private static void bindPattern(Term part, Block block) {
    switch (part) {
      case Term.Var v -> block.bind(v.name());
      case Term.Array array -> array.elements().forEach(e -> bindPattern(e, block));
      case Term.Obj object -> object.members().forEach(m -> bindPattern(m.value(), block));
      default -> bindIndexes(part, block);
    }
  }

  /** Whether each of these can be an index: a variable that it binds, a pattern, or a value. */
  private static boolean indexable(List<Term> path, Block block) {
    if (path.size() == 1) {
      return pattern(path.getFirst(), block);
    }
    Block trial = block.nested();
    for (Term part : path) {
      if (!pattern(part, trial)) {
        return false;
      }
      bindPattern(part, trial);
    }
    return true;
  }

  /** Whether a value can be matched with it: what is not bound in it, is bound then. */
  static boolean pattern(Term term, Block block) {
    return switch (term) {
      case Term.Var _ -> true;
      case Term.Array array -> array.elements().stream().allMatch(e -> pattern(e, block));
      case Term.Obj object ->
          object.members().stream()
              .allMatch(m -> evaluable(m.key(), block) && pattern(m.value(), block));
      default -> evaluable(term, block);
    };
  }
}
