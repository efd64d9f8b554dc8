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
import java.util.LinkedHashMap;
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
  private static final int MOST_REPORTS = 10;
  private static final int MOST_NAMES = 20;
  private static final int MOST_STEPS = 1_000_000;

  private final List<Work> rules;
  private final RuleTree tree;
  private final Problems problems;
  private final TermText text;
  private final Map<Vertex, Set<Vertex>> edges = new LinkedHashMap<>();
  private int steps;

  /** The rules of a name, or those and all rules below it. */
  private record Place(RuleTree.Node node, boolean below) implements Vertex {}

  /** What a reference may lead to that is not constant; an empty part may be any name. */
  private record Pattern(List<Optional<Value>> path) implements Vertex {}

  private sealed interface Vertex {}

  Recursion(List<Work> rules, RuleTree tree, Problems problems, TermText text) {
    this.rules = rules;
    this.tree = tree;
    this.problems = problems;
    this.text = text;
  }

  void check() {
    for (Work work : rules) {
      Set<Vertex> needs =
          edges.computeIfAbsent(new Place(work.node, false), _ -> new LinkedHashSet<>());
      needs(work, needs);
    }
    Set<RuleTree.Node> circle = circle();
    if (circle.isEmpty()) {
      return;
    }
    int reports = 0;
    for (Work work : rules) {
      if (circle.contains(work.node)) {
        reports += report(work);
      }
    }
    for (Work work : rules) {
      if (!circle.contains(work.node) && reports < MOST_REPORTS && steps < MOST_STEPS) {
        reports += report(work);
      }
    }
  }

  private int report(Work work) {
    Optional<String> path = work.broken ? Optional.empty() : cycle(work);
    if (path.isEmpty()) {
      return 0;
    }
    String name = text.of(work.rule.head().name());
    problems.recursion(
        work.rule.at(), "rule " + name + " is recursive: " + name + " -> " + path.get());
    return 1;
  }

  private void needs(Work work, Set<Vertex> into) {
    for (Term document : work.documents.read()) {
      needs(document, into);
    }
    for (Term document : work.documents.replaced()) {
      needs(document, into);
    }
  }

  private void needs(Term document, Set<Vertex> into) {
    Term head = document instanceof Term.Ref ref ? ref.head() : document;
    if (!(head instanceof Term.Var(_, String root)) || !root.equals("data")) {
      return;
    }
    boolean constant = true;
    List<Optional<Value>> path = new ArrayList<>();
    for (Term part : RuleTree.path(document)) {
      boolean isConstant = part instanceof Term.Scalar;
      path.add(part instanceof Term.Scalar(_, Value key) ? Optional.of(key) : Optional.empty());
      constant &= isConstant;
    }
    if (constant) {
      walk(tree.root(), path, 0, into);
    } else {
      Pattern pattern = new Pattern(path);
      into.add(pattern);
      if (!edges.containsKey(pattern)) {
        Set<Vertex> leads = new LinkedHashSet<>();
        walk(tree.root(), path, 0, leads);
        edges.put(pattern, leads);
      }
    }
  }

  private void walk(RuleTree.Node node, List<Optional<Value>> path, int at, Set<Vertex> into) {
    if (at == path.size()) {
      into.add(new Place(node, true));
    } else if (path.get(at).isPresent()) {
      node.child(path.get(at).get()).ifPresent(child -> step(child, path, at, into));
    } else {
      node.children.values().forEach(child -> step(child, path, at, into));
    }
  }

  private void step(RuleTree.Node child, List<Optional<Value>> path, int at, Set<Vertex> into) {
    if (!child.rules.isEmpty()) {
      into.add(new Place(child, false));
    }
    walk(child, path, at + 1, into);
  }

  private Collection<Vertex> next(Vertex vertex) {
    if (!(vertex instanceof Place(RuleTree.Node node, boolean below)) || !below) {
      return edges.getOrDefault(vertex, Set.of());
    }
    List<Vertex> next = new ArrayList<>(node.children.size() + 1);
    if (!node.rules.isEmpty()) {
      next.add(new Place(node, false));
    }
    node.children.values().forEach(child -> next.add(new Place(child, true)));
    return next;
  }

  private record Step(Vertex place, Iterator<Vertex> next) {}

  /**
   * Names on one circle, at most as many as are worth a report; none where there is no circle. By
   * depth, without the stack of Java: a chain may be as long as there are rules.
   */
  private Set<RuleTree.Node> circle() {
    Map<Vertex, Boolean> open = new HashMap<>();
    Deque<Step> path = new ArrayDeque<>();
    for (Vertex start : edges.keySet()) {
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
        Vertex place = step.next.next();
        Boolean state = open.putIfAbsent(place, true);
        if (state == null) {
          path.push(new Step(place, next(place).iterator()));
        } else if (state) {
          return names(place, path);
        }
      }
    }
    return Set.of();
  }

  private static Set<RuleTree.Node> names(Vertex from, Deque<Step> path) {
    Set<RuleTree.Node> names = new LinkedHashSet<>();
    for (Step step : path) {
      if (step.place instanceof Place(RuleTree.Node node, boolean below)
          && !below
          && names.size() < MOST_REPORTS) {
        names.add(node);
      }
      if (step.place.equals(from)) {
        break;
      }
    }
    return names;
  }

  /** The shortest way from a rule back to its name. */
  private Optional<String> cycle(Work work) {
    Place goal = new Place(work.node, false);
    Map<Vertex, Optional<Vertex>> from = new HashMap<>();
    Deque<Vertex> queue = new ArrayDeque<>();
    Set<Vertex> first = new LinkedHashSet<>();
    needs(work, first);
    for (Vertex place : first) {
      from.put(place, Optional.empty());
      queue.add(place);
    }
    while (!queue.isEmpty()) {
      Vertex place = queue.remove();
      steps++;
      if (place.equals(goal)) {
        return Optional.of(way(place, from));
      }
      for (Vertex next : next(place)) {
        if (from.putIfAbsent(next, Optional.of(place)) == null) {
          queue.add(next);
        }
      }
    }
    return Optional.empty();
  }

  private String way(Vertex goal, Map<Vertex, Optional<Vertex>> from) {
    Deque<String> names = new ArrayDeque<>();
    for (Optional<Vertex> at = Optional.of(goal);
        at.isPresent();
        at = from.getOrDefault(at.get(), Optional.empty())) {
      if (at.get() instanceof Place(RuleTree.Node node, boolean below) && !below) {
        names.push(text.of(node.rules.getFirst().head().name()));
      }
    }
    if (names.size() > MOST_NAMES) {
      List<String> some = new ArrayList<>(names);
      return String.join(" -> ", some.subList(0, MOST_NAMES)) + " -> … -> " + some.getLast();
    }
    return String.join(" -> ", names);
  }
}
