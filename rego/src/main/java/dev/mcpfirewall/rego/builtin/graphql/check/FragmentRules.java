// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.builtin.graphql.syntax.TokenReader;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules about fragments. */
final class FragmentRules {
  private FragmentRules() {}

  /** A fragment is on what has fields. */
  static final class OnComposite extends Rule {
    @Override
    void inline(QueryWalk walk, Spread inline) {
      String condition = Node.text(inline.node(), "TypeCondition");
      TypeDefinition type = walk.schema().type(condition);
      if (type != null && !type.isComposite()) {
        walk.error(
            inline.node(),
            "Fragment cannot condition on non composite type \"" + condition + "\".");
      }
    }

    @Override
    void fragment(QueryWalk walk, ObjectValue fragment) {
      String condition = Node.text(fragment, "TypeCondition");
      TypeDefinition type = walk.schema().type(condition);
      if (type != null && !type.isComposite()) {
        walk.error(
            fragment,
            "Fragment \"%s\" cannot condition on non composite type \"%s\"."
                .formatted(Node.text(fragment, "Name"), condition));
      }
    }
  }

  /** What is spread exists. */
  static final class Known extends Rule {
    @Override
    void spread(QueryWalk walk, Spread spread) {
      if (spread.definition() == null) {
        walk.error(spread.node(), "Unknown fragment \"" + Node.text(spread.node(), "Name") + "\".");
      }
    }
  }

  /** No fragment holds itself. */
  static final class NoCycles extends Rule {
    private final Set<String> visited = new HashSet<>();

    @Override
    void fragment(QueryWalk walk, ObjectValue fragment) {
      visit(walk, fragment, new ArrayList<>(), new HashMap<>(), 0);
    }

    private void visit(
        QueryWalk walk,
        ObjectValue fragment,
        List<String> path,
        Map<String, Integer> places,
        int depth) {
      String name = Node.text(fragment, "Name");
      if (!visited.add(name)) {
        return;
      }
      if (depth > TokenReader.MAX_DEPTH) {
        throw new LimitExceeded("fragments nested deeper than " + TokenReader.MAX_DEPTH);
      }
      places.put(name, path.size());
      for (ObjectValue spread : spreads(walk, fragment)) {
        String inner = Node.text(spread, "Name");
        Integer place = places.get(inner);
        if (place == null) {
          ObjectValue definition = walk.fragment(inner);
          if (definition != null) {
            path.add(inner);
            visit(walk, definition, path, places, depth + 1);
            path.removeLast();
          }
        } else {
          List<String> via = path.subList(place, path.size());
          walk.error(
              spread,
              "Cannot spread fragment \"%s\" within itself%s."
                  .formatted(
                      inner,
                      via.isEmpty()
                          ? ""
                          : " via " + String.join(", ", via.stream().map(Node::quote).toList())));
        }
      }
      places.remove(name);
    }

    private static List<ObjectValue> spreads(QueryWalk walk, ObjectValue fragment) {
      List<ObjectValue> spreads = new ArrayList<>();
      Deque<ObjectValue> open = new ArrayDeque<>(List.of(fragment));
      while (!open.isEmpty()) {
        for (ObjectValue selection : Node.nodes(open.pop(), "SelectionSet")) {
          walk.spend(1);
          if (Node.member(selection, "Alias") == null
              && Node.member(selection, "TypeCondition") == null) {
            spreads.add(selection);
          } else {
            open.push(selection);
          }
        }
      }
      return spreads;
    }
  }

  /** Each fragment is spread by an operation, at least from afar. */
  static final class Used extends Rule {
    private final Set<String> used = new HashSet<>();

    @Override
    void spread(QueryWalk walk, Spread spread) {
      if (walk.operation() != null) {
        used.add(Node.text(spread.node(), "Name"));
      }
    }

    @Override
    void fragment(QueryWalk walk, ObjectValue fragment) {
      String name = Node.text(fragment, "Name");
      if (!used.contains(name)) {
        walk.error(fragment, "Fragment \"" + name + "\" is never used.");
      }
    }
  }

  /** A fragment can match where it is spread. */
  static final class Possible extends Rule {
    @Override
    void inline(QueryWalk walk, Spread inline) {
      String condition = Node.text(inline.node(), "TypeCondition");
      check(walk, inline.node(), inline.on(), condition, "Fragment");
    }

    @Override
    void spread(QueryWalk walk, Spread spread) {
      ObjectValue definition = spread.definition();
      if (definition != null) {
        check(
            walk,
            spread.node(),
            spread.on(),
            Node.text(definition, "TypeCondition"),
            "Fragment \"" + Node.text(spread.node(), "Name") + "\"");
      }
    }

    private static void check(
        QueryWalk walk,
        ObjectValue node,
        @Nullable TypeDefinition on,
        String condition,
        String what) {
      TypeDefinition type = walk.schema().type(condition);
      if (on == null || type == null || !on.isComposite() || !type.isComposite()) {
        return;
      }
      Set<TypeDefinition> here = on.is("OBJECT") ? Set.of(on) : walk.schema().possible(on);
      Set<TypeDefinition> there = walk.schema().possible(type);
      walk.spend(there.size());
      if (there.stream().noneMatch(here::contains)) {
        walk.error(
            node,
            "%s cannot be spread here as objects of type \"%s\" can never be of type \"%s\"."
                .formatted(what, on.name(), condition));
      }
    }
  }
}
