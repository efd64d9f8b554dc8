// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All rules by the constant part of their names: below {@code data}, one node a name. Packages are
 * nodes, too. Written while the heads are read, then only read.
 */
public final class RuleTree {
  private final Node root = new Node(Optional.empty(), StringValue.of("data"));

  /** A name; {@code rules} are those that end here. */
  public static final class Node {
    public final Optional<Node> parent;
    public final Value key;
    public final List<Rule> rules = new ArrayList<>();
    public final Map<Value, Node> children = new LinkedHashMap<>();
    public boolean isPackage;

    private Node(Optional<Node> parent, Value key) {
      this.parent = parent;
      this.key = key;
    }

    private @Nullable Node find(Value name) {
      return children.get(name);
    }

    public Optional<Node> child(Value name) {
      return Optional.ofNullable(children.get(name));
    }

    private Node make(Value name) {
      Node child = children.get(name);
      if (child == null) {
        child = new Node(Optional.of(this), name);
        children.put(name, child);
      }
      return child;
    }

    /** How many arguments the function has that is defined here; -1 where nothing is. */
    public int arity() {
      return rules.isEmpty() ? -1 : rules.getFirst().head().arguments().map(List::size).orElse(0);
    }

    /** Whether a function is defined here. */
    public boolean isFunction() {
      return !rules.isEmpty() && rules.getFirst().head().arguments().isPresent();
    }

    /** {@code data.a.b}. */
    public String path() {
      StringBuilder out = new StringBuilder();
      write(out);
      return out.toString();
    }

    private void write(StringBuilder out) {
      if (parent.isEmpty()) {
        out.append("data");
      } else {
        parent.get().write(out);
        TermText.part(key, out);
      }
    }
  }

  public Node root() {
    return root;
  }

  /** The node of a package, made where there is none. */
  public Node open(List<String> path) {
    Node node = root;
    for (String name : path) {
      node = node.make(StringValue.of(name));
    }
    node.isPackage = true;
    return node;
  }

  /** Adds a rule whose name is absolute. */
  public Node add(Rule rule) {
    Node node = root;
    for (Term part : path(rule.head().name())) {
      if (!(part instanceof Term.Scalar(_, Value name))) {
        break;
      }
      node = node.make(name);
    }
    node.rules.add(rule);
    return node;
  }

  /** Adds the absolute names of all functions. */
  public void functions(List<String> into) {
    functions(root, into);
  }

  private static void functions(Node node, List<String> into) {
    if (node.isFunction()) {
      into.add(node.path());
    }
    node.children.values().forEach(child -> functions(child, into));
  }

  /** The node exactly at a reference of constants; empty where there is none. */
  public Optional<Node> find(Term reference) {
    if (!(reference instanceof Term.Ref(_, Term.Var(_, String head), List<Term> path))
        || !head.equals("data")) {
      return Optional.empty();
    }
    Node node = root;
    for (Term part : path) {
      node = part instanceof Term.Scalar(_, Value name) ? node.find(name) : null;
      if (node == null) {
        return Optional.empty();
      }
    }
    return Optional.of(node);
  }

  /** What follows the head of a name. */
  public static List<Term> path(Term name) {
    return name instanceof Term.Ref(_, _, List<Term> path) ? path : List.of();
  }
}
