// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Subterms;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules in the order in which their types are known: each after what it refers to. Rules of one
 * name stay together. Without recursion of ours, as a chain of rules may be long; rules that need
 * each other were refused before, and come in any order.
 */
final class RuleOrder {
  /** A name and what is below it. */
  private static final class Node {
    final Map<Value, Node> children = new HashMap<>();
    final List<Rule> rules = new ArrayList<>();
    boolean done;
  }

  private record Visit(Node node, Iterator<Node> needs) {}

  private final Node root = new Node();
  private final List<Rule> ordered = new ArrayList<>();

  private RuleOrder() {}

  static List<Rule> of(List<Rule> rules) {
    RuleOrder order = new RuleOrder();
    List<Node> nodes = new ArrayList<>();
    for (Rule rule : rules) {
      Node node = order.root;
      for (Value key : groundPath(rule.head().name())) {
        node = node.children.computeIfAbsent(key, _ -> new Node());
      }
      node.rules.add(rule);
      nodes.add(node);
    }
    nodes.forEach(order::visit);
    return order.ordered;
  }

  /**
   * The path of a rule or reference below {@code data} up to the first part that is not known;
   * empty for all else.
   */
  static List<Value> groundPath(Term name) {
    List<Value> path = new ArrayList<>();
    if (name instanceof Term.Ref(_, Term.Var(_, String head), List<Term> parts)
        && head.equals("data")) {
      for (Term part : parts) {
        if (!(part instanceof Term.Scalar(_, Value key))) {
          break;
        }
        path.add(key);
      }
    }
    return path;
  }

  private void visit(Node start) {
    Deque<Visit> open = new ArrayDeque<>();
    enter(start, open);
    while (!open.isEmpty()) {
      Visit visit = open.getLast();
      if (visit.needs.hasNext()) {
        enter(visit.needs.next(), open);
      } else {
        open.removeLast();
        ordered.addAll(visit.node.rules);
      }
    }
  }

  private void enter(Node node, Deque<Visit> open) {
    if (!node.done) {
      node.done = true;
      Set<Node> needs = new LinkedHashSet<>();
      for (Rule rule : node.rules) {
        Subterms.of(rule, term -> needs(term, needs));
      }
      open.addLast(new Visit(node, needs.iterator()));
    }
  }

  private void needs(Term term, Set<Node> needs) {
    if (!(term instanceof Term.Ref(_, Term.Var(_, String head), _) && head.equals("data"))) {
      return;
    }
    Node node = root;
    for (Value key : groundPath(term)) {
      Node child = node.children.get(key);
      if (child == null) {
        return;
      }
      node = child;
      if (!node.rules.isEmpty()) {
        needs.add(node);
      }
    }
    below(node, needs);
  }

  private static void below(Node node, Set<Node> needs) {
    for (Node child : node.children.values()) {
      if (!child.rules.isEmpty()) {
        needs.add(child);
      }
      below(child, needs);
    }
  }
}
