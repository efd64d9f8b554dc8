// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.builtin.graphql.syntax.ValueKind;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fields that answer under one name can be merged (GraphQL, 5.3.2).
 *
 * <p>All fields of a selection, those of its fragments with them, are collected once by the name
 * they answer under; then each pair is compared, and the selections of a pair are collected
 * together and compared again. Every comparison is a step of the budget: queries can be written
 * whose comparisons grow with the square.
 */
final class OverlapRule extends Rule {
  private static final int MAX_DEPTH = 200;

  /** What does not go together, as messages show it, and where. */
  private record Conflict(String name, String why, ObjectValue at) {}

  private final Set<String> compared = new HashSet<>();
  private final IdentityHashMap<ObjectValue, Integer> numbers = new IdentityHashMap<>();

  @Override
  void operation(QueryWalk walk, ObjectValue operation) {
    report(walk, operation, walk.schema().root(Node.text(operation, "Operation")));
  }

  @Override
  void fragment(QueryWalk walk, ObjectValue fragment) {
    report(walk, fragment, walk.schema().type(Node.text(fragment, "TypeCondition")));
  }

  private void report(QueryWalk walk, ObjectValue of, @Nullable TypeDefinition on) {
    Map<String, List<Field>> fields = new LinkedHashMap<>();
    collect(walk, of, on, fields, new HashSet<>());
    for (Conflict conflict : within(walk, fields, false, 0)) {
      walk.error(
          conflict.at(),
          "Fields \"%s\" conflict because %s. Use different aliases on the fields to fetch both if this was intentional."
              .formatted(conflict.name(), conflict.why()));
    }
  }

  private static void collect(
      QueryWalk walk,
      ObjectValue of,
      @Nullable TypeDefinition on,
      Map<String, List<Field>> fields,
      Set<String> spread) {
    for (ObjectValue node : Node.nodes(of, "SelectionSet")) {
      walk.spend(1);
      if (Node.member(node, "Alias") != null) {
        fields
            .computeIfAbsent(answer(node), _ -> new ArrayList<>())
            .add(new Field(node, on, QueryWalk.definition(node, on)));
      } else if (Node.member(node, "TypeCondition") != null) {
        String condition = Node.text(node, "TypeCondition");
        collect(
            walk, node, condition.isEmpty() ? on : walk.schema().type(condition), fields, spread);
      } else {
        ObjectValue fragment = walk.fragment(Node.text(node, "Name"));
        if (fragment != null && spread.add(Node.text(node, "Name"))) {
          if (spread.size() > MAX_DEPTH) {
            throw new LimitExceeded("more than " + MAX_DEPTH + " fragments in a selection");
          }
          TypeDefinition type = walk.schema().type(Node.text(fragment, "TypeCondition"));
          collect(walk, fragment, type, fields, spread);
        }
      }
    }
  }

  private List<Conflict> within(
      QueryWalk walk, Map<String, List<Field>> fields, boolean apart, int depth) {
    List<Conflict> conflicts = new ArrayList<>();
    for (List<Field> same : fields.values()) {
      for (int i = 0; i < same.size(); i++) {
        if (i == 0 && same.size() == 1) {
          conflicts.addAll(below(walk, same, depth));
        }
        for (int j = i + 1; j < same.size(); j++) {
          Conflict conflict = compare(walk, same.get(i), same.get(j), apart, depth);
          if (conflict != null) {
            conflicts.add(conflict);
          }
        }
      }
    }
    return conflicts;
  }

  /** Conflicts within the selection of a field that has no other to be merged with. */
  private List<Conflict> below(QueryWalk walk, List<Field> alone, int depth) {
    Field field = alone.getFirst();
    if (field.definition() == null
        || Node.nodes(field.node(), "SelectionSet").isEmpty()
        || !compared.add(pair(field, field, false))) {
      return List.of();
    }
    check(depth);
    Map<String, List<Field>> fields = new LinkedHashMap<>();
    collect(walk, field.node(), type(walk, field), fields, new HashSet<>());
    return within(walk, fields, false, depth + 1);
  }

  private @Nullable Conflict compare(QueryWalk walk, Field a, Field b, boolean apart, int depth) {
    walk.spend(1);
    TypeDefinition onA = a.on();
    TypeDefinition onB = b.on();
    ObjectValue definitionA = a.definition();
    ObjectValue definitionB = b.definition();
    if (onA == null || onB == null || definitionA == null || definitionB == null) {
      return null;
    }
    boolean exclusive =
        apart || !onA.name().equals(onB.name()) && onA.is("OBJECT") && onB.is("OBJECT");
    String name = answer(a.node());
    String nameA = Node.text(a.node(), "Name");
    String nameB = Node.text(b.node(), "Name");
    if (!exclusive) {
      if (!nameA.equals(nameB)) {
        return new Conflict(
            name, "\"%s\" and \"%s\" are different fields".formatted(nameA, nameB), b.node());
      }
      if (!sameArguments(walk, a.node(), b.node())) {
        return new Conflict(name, "they have differing arguments", b.node());
      }
    }
    ObjectValue typeA = SchemaCheck.type(definitionA);
    ObjectValue typeB = SchemaCheck.type(definitionB);
    if (clash(walk, typeA, typeB)) {
      return new Conflict(
          name,
          "they return conflicting types \"%s\" and \"%s\""
              .formatted(TypeText.of(typeA), TypeText.of(typeB)),
          b.node());
    }
    if (!compared.add(pair(a, b, exclusive))) {
      return null;
    }
    check(depth);
    return inner(walk, a, b, name, exclusive, depth);
  }

  private @Nullable Conflict inner(
      QueryWalk walk, Field a, Field b, String name, boolean exclusive, int depth) {
    Map<String, List<Field>> fields = new LinkedHashMap<>();
    Set<String> spread = new HashSet<>();
    collect(walk, a.node(), type(walk, a), fields, spread);
    collect(walk, b.node(), type(walk, b), fields, exclusive ? new HashSet<>() : spread);
    List<Conflict> below = within(walk, fields, exclusive, depth + 1);
    return below.isEmpty()
        ? null
        : new Conflict(
            name,
            below.stream()
                .map(c -> "subfields \"" + c.name() + "\" conflict because " + c.why())
                .collect(Collectors.joining(" and ")),
            b.node());
  }

  private static void check(int depth) {
    if (depth > MAX_DEPTH) {
      throw new LimitExceeded("GraphQL nested deeper than " + MAX_DEPTH);
    }
  }

  private String pair(Field a, Field b, boolean exclusive) {
    return number(a.node()) + " " + number(b.node()) + " " + exclusive;
  }

  private int number(ObjectValue node) {
    return numbers.computeIfAbsent(node, _ -> numbers.size());
  }

  private static @Nullable TypeDefinition type(QueryWalk walk, Field field) {
    ObjectValue definition = field.definition();
    return definition == null
        ? null
        : walk.schema().type(TypeText.name(SchemaCheck.type(definition)));
  }

  private static String answer(ObjectValue field) {
    String alias = Node.text(field, "Alias");
    return alias.isEmpty() ? Node.text(field, "Name") : alias;
  }

  private static boolean sameArguments(QueryWalk walk, ObjectValue a, ObjectValue b) {
    List<ObjectValue> one = Node.nodes(a, "Arguments");
    List<ObjectValue> other = Node.nodes(b, "Arguments");
    if (one.size() != other.size()) {
      return false;
    }
    walk.spend(one.size());
    Map<String, String> values = new HashMap<>();
    one.forEach(x -> values.put(Node.text(x, "Name"), written(x)));
    return other.stream().allMatch(x -> written(x).equals(values.get(Node.text(x, "Name"))));
  }

  private static String written(ObjectValue argument) {
    ObjectValue value = Node.node(argument, "Value");
    return value == null ? "" : ValueKind.of(value) + ValueRules.text(value);
  }

  private static boolean clash(QueryWalk walk, ObjectValue a, ObjectValue b) {
    ObjectValue elementsA = Node.node(a, "Elem");
    ObjectValue elementsB = Node.node(b, "Elem");
    if (elementsA != null || elementsB != null) {
      return elementsA == null || elementsB == null || clash(walk, elementsA, elementsB);
    }
    if (TypeText.nonNull(a) != TypeText.nonNull(b)) {
      return true;
    }
    TypeDefinition typeA = walk.schema().type(Node.text(a, "NamedType"));
    TypeDefinition typeB = walk.schema().type(Node.text(b, "NamedType"));
    return typeA != null
        && typeB != null
        && (typeA.isLeaf() || typeB.isLeaf())
        && !typeA.name().equals(typeB.name());
  }
}
