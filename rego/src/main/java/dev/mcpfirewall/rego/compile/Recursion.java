// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Problems;
import dev.mcpfirewall.rego.compile.names.RuleTree;
import dev.mcpfirewall.rego.compile.names.TermText;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds rules that need themselves. What a rule needs are names in the tree of rules: those on the
 * way of a reference, and all below where it ends; a part that isn't constant may be any name.
 */
final class Recursion {
  private static final int MOST_REPORTS = 100;

  private final List<Work> rules;
  private final RuleTree tree;
  private final Problems problems;
  private final TermText text;
  private final Map<Place, Set<Place>> edges = new HashMap<>();

  /** The rules of a name, or those and all rules below it. */
  private record Place(RuleTree.Node node, boolean below) {}

  Recursion(List<Work> rules, RuleTree tree, Problems problems, TermText text) {
    this.rules = rules;
    this.tree = tree;
    this.problems = problems;
    this.text = text;
  }

  void check() {
    for (Work work : rules) {
      Set<Place> needs =
          edges.computeIfAbsent(new Place(work.node, false), _ -> new LinkedHashSet<>());
      needs(work, needs);
    }
    if (!hasCycle()) {
      return;
    }
    int reports = 0;
    for (Work work : rules) {
      if (!work.broken && reports < MOST_REPORTS) {
        Optional<String> path = cycle(work);
        if (path.isPresent()) {
          reports++;
          String name = text.of(work.rule.head().name());
          problems.recursion(
              work.rule.at(), "rule " + name + " is recursive: " + name + " -> " + path.get());
        }
      }
    }
  }

  private void needs(Work work, Set<Place> into) {
    for (Term document : work.documents.read()) {
      needs(document, into);
    }
    for (Term document : work.documents.replaced()) {
      needs(document, into);
    }
  }

  private void needs(Term document, Set<Place> into) {
    Term head = document instanceof Term.Ref ref ? ref.head() : document;
    if (head instanceof Term.Var(_, String root) && root.equals("data")) {
      walk(tree.root(), RuleTree.path(document), 0, into);
    }
  }

  private void walk(RuleTree.Node node, List<Term> path, int at, Set<Place> into) {
    if (at == path.size()) {
      into.add(new Place(node, true));
      return;
    }
    if (path.get(at) instanceof Term.Scalar(_, Value key)) {
      node.child(key).ifPresent(child -> step(child, path, at, into));
    } else {
      node.children.values().forEach(child -> step(child, path, at, into));
    }
  }

  private void step(RuleTree.Node child, List<Term> path, int at, Set<Place> into) {
    if (!child.rules.isEmpty()) {
      into.add(new Place(child, false));
    }
    walk(child, path, at + 1, into);
  }

  private Collection<Place> next(Place place) {
    if (!place.below) {
      return edges.getOrDefault(place, Set.of());
    }
    List<Place> next = new ArrayList<>(place.node.children.size() + 1);
    if (!place.node.rules.isEmpty()) {
      next.add(new Place(place.node, false));
    }
    place.node.children.values().forEach(child -> next.add(new Place(child, true)));
    return next;
  }

  private record Step(Place place, Iterator<Place> next) {}

  /** By depth, without the stack of Java: a chain may be as long as there are rules. */
  private boolean hasCycle() {
    Map<Place, Boolean> open = new HashMap<>();
    Deque<Step> path = new ArrayDeque<>();
    for (Place start : edges.keySet()) {
      if (open.putIfAbsent(start, true) != null) {
        continue;
      }
      path.push(new Step(start, next(start).iterator()));
      while (!path.isEmpty()) {
        Step step = path.peek();
        if (!step.next.hasNext()) {
          open.put(step.place, false);
          path.pop();
          continue;
        }
        Place place = step.next.next();
        Boolean state = open.get(place);
        if (state == null) {
          open.put(place, true);
          path.push(new Step(place, next(place).iterator()));
        } else if (state) {
          return true;
        }
      }
    }
    return false;
  }

  /** The shortest way from a rule back to its name. */
  private Optional<String> cycle(Work work) {
    Place goal = new Place(work.node, false);
    Map<Place, Optional<Place>> from = new HashMap<>();
    Deque<Place> queue = new ArrayDeque<>();
    Set<Place> first = new LinkedHashSet<>();
    needs(work, first);
    for (Place place : first) {
      from.put(place, Optional.empty());
      queue.add(place);
    }
    while (!queue.isEmpty()) {
      Place place = queue.remove();
      if (place.equals(goal)) {
        return Optional.of(way(place, from));
      }
      for (Place next : next(place)) {
        if (from.putIfAbsent(next, Optional.of(place)) == null) {
          queue.add(next);
        }
      }
    }
    return Optional.empty();
  }

  private String way(Place goal, Map<Place, Optional<Place>> from) {
    Deque<String> names = new ArrayDeque<>();
    for (Optional<Place> at = Optional.of(goal);
        at.isPresent();
        at = from.getOrDefault(at.get(), Optional.empty())) {
      if (!at.get().below) {
        names.push(text.of(at.get().node.rules.getFirst().head().name()));
      }
    }
    return String.join(" -> ", names);
  }
}
