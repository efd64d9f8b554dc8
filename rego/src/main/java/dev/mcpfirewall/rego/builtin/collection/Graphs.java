// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.collection;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** {@code graph.*}: a graph is an object of nodes, each with an array or set of its neighbours. */
public final class Graphs {
  private static final String OPERANDS =
      "(graph: object[any: array[any] | set[any]], initial: array[any] | set[any]) ";

  private Graphs() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin("graph.reachable", OPERANDS + "set[any]", (Builtin.Of2) Graphs::reachable),
        new Builtin(
            "graph.reachable_paths", OPERANDS + "set[array[any]]", (Builtin.Of2) Graphs::paths));
  }

  private static Value reachable(Evaluation in, Value a, Value b) {
    ObjectValue graph = Operand.object(a, 1);
    Deque<Value> queue = new ArrayDeque<>(initial(b));
    SetValue.Builder reached = SetValue.builder(0);
    while (!queue.isEmpty()) {
      Value node = queue.remove();
      in.spend(node.weight());
      Value edges = graph.find(node);
      if (edges != null && reached.add(node)) {
        List<Value> neighbours = vertices(edges);
        in.spend(neighbours.size());
        queue.addAll(neighbours);
      }
    }
    return reached.build();
  }

  private static Value paths(Evaluation in, Value a, Value b) {
    Paths paths = new Paths(in, Operand.object(a, 1));
    initial(b).forEach(paths::from);
    return paths.found.build();
  }

  private static List<Value> initial(Value b) {
    return switch (b) {
      case ArrayValue array -> array.elements();
      case SetValue set -> set.elements();
      case NullValue _, BooleanValue _, NumberValue _, StringValue _, ObjectValue _ ->
          throw Operand.wrong(2, "{array, set}", b);
    };
  }

  private static List<Value> vertices(Value edges) {
    return switch (edges) {
      case ArrayValue array -> array.elements();
      case SetValue set -> set.elements();
      case NullValue _, BooleanValue _, NumberValue _, StringValue _, ObjectValue _ -> List.of();
    };
  }

  /**
   * Goes along the paths; from each neighbour of the start no node is gone on from twice, as in
   * OPA. A stack of its own, as graphs may be long.
   */
  private static final class Paths {
    private final Evaluation in;
    private final ObjectValue graph;
    private final SetValue.Builder found = SetValue.builder(0);
    private final List<Value> path = new ArrayList<>();
    private final Set<Value> reached = new HashSet<>();
    private final Deque<Step> open = new ArrayDeque<>();

    Paths(Evaluation in, ObjectValue graph) {
      this.in = in;
      this.graph = graph;
    }

    void from(Value node) {
      Value edges = graph.find(node);
      if (edges == null) {
        return;
      }
      List<Value> neighbours = vertices(edges);
      path.add(node);
      if (neighbours.isEmpty()) {
        found();
      }
      for (Value neighbour : neighbours) {
        reached.clear();
        reached.add(node);
        enter(neighbour);
        drain();
      }
      path.removeLast();
    }

    private void drain() {
      while (!open.isEmpty()) {
        Step step = open.element();
        if (!step.rest.hasNext()) {
          open.pop();
          path.removeLast();
          continue;
        }
        Value neighbour = step.rest.next();
        if (reached.contains(neighbour)) {
          found();
        } else {
          reached.add(step.node);
          enter(neighbour);
        }
      }
    }

    private void enter(Value node) {
      in.spend(node.weight());
      Value edges = graph.find(node);
      if (edges == null) {
        found();
        return;
      }
      path.add(node);
      List<Value> neighbours = vertices(edges);
      if (neighbours.isEmpty()) {
        found();
        path.removeLast();
      } else {
        open.push(new Step(node, neighbours.iterator()));
      }
    }

    private void found() {
      in.spend(path.size());
      found.add(ArrayValue.of(path));
    }
  }

  /** A node of the path, and its neighbours not yet gone to. */
  private record Step(Value node, Iterator<Value> rest) {}
}
