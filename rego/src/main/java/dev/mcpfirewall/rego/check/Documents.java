// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.builtin.Builtins;
import dev.mcpfirewall.rego.type.Type;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of the two documents while one rule is checked: the rules' types so far, the schema
 * of {@code input}, and what the rule's annotations say of parts of {@code data}.
 */
record Documents(RuleTypes rules, Builtins builtins, Type input, List<Known> data) {
  /** The type of what is at a path below {@code data}. */
  record Known(List<Value> path, Type type) {}

  Documents {
    data = List.copyOf(data);
  }

  /** With another type for a part of {@code input}; the empty path is all of it. */
  Documents withInput(List<Value> path, Type type) {
    return new Documents(rules, builtins, replaced(input, path, type), data);
  }

  /** With a type for a part of {@code data}. */
  Documents withData(List<Value> path, Type type) {
    List<Known> more = new ArrayList<>(data);
    more.add(new Known(path, type));
    return new Documents(rules, builtins, input, more);
  }

  /** What annotations say of {@code data} at a path or above it; the last one counts. */
  Optional<Known> known(List<Value> path) {
    return data.reversed().stream()
        .filter(k -> k.path.size() <= path.size() && path.subList(0, k.path.size()).equals(k.path))
        .findFirst();
  }

  /** Whether a reference is to a document that something is declared of. */
  boolean isDeclared(Term.Ref reference) {
    return reference.head() instanceof Term.Var(_, String root)
        && (root.equals("input")
            || root.equals("data") && known(RuleOrder.groundPath(reference)).isPresent());
  }

  private static Type replaced(Type type, List<Value> path, Type part) {
    if (path.isEmpty()) {
      return part;
    }
    Value key = path.getFirst();
    Type below = replaced(type.select(key).orElse(Type.ANY), path.subList(1, path.size()), part);
    if (type instanceof Type.Obj(SortedMap<Value, Type> fixed, Optional<Type.Members> rest)) {
      SortedMap<Value, Type> members = new TreeMap<>(fixed);
      members.put(key, below);
      return new Type.Obj(members, rest);
    }
    SortedMap<Value, Type> members = new TreeMap<>();
    members.put(key, below);
    return new Type.Obj(members, Optional.of(new Type.Members(Type.ANY, Type.ANY)));
  }
}
