// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.builtin.graphql.syntax.GraphqlError;
import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Types and directives by name, checked; only read once {@link #of} has answered. */
public final class Schema {
  private static final Set<String> REDECLARED =
      Set.of("include", "skip", "deprecated", "specifiedBy", "defer", "oneOf");

  private final Map<String, TypeDefinition> types = new TreeMap<>();
  private final Map<String, ObjectValue> directives = new TreeMap<>();
  private final Map<String, Set<TypeDefinition>> possible = new LinkedHashMap<>();
  private final Map<String, TypeDefinition> roots = new LinkedHashMap<>();

  private Schema() {}

  /**
   * The schema that a document defines together with what every schema has.
   *
   * @throws GraphqlError for the first thing that is wrong
   */
  public static Schema of(ObjectValue document) {
    Schema schema = new Schema();
    schema.define(Prelude.DOCUMENT);
    schema.define(document);
    Node.nodes(document, "Extensions").forEach(schema::extend);
    schema.types.values().forEach(schema::relate);
    schema.declare(Prelude.DOCUMENT);
    schema.declare(document);
    schema.enter(document);
    new SchemaCheck(schema).check();
    schema.inferRoots(document);
    return schema;
  }

  private void define(ObjectValue document) {
    for (ObjectValue node : Node.nodes(document, "Definitions")) {
      TypeDefinition type = new TypeDefinition(node);
      type.extend(node);
      if (types.put(type.name(), type) != null) {
        throw Node.error(node, "Cannot redeclare type " + type.name() + ".");
      }
    }
  }

  private void extend(ObjectValue extension) {
    TypeDefinition type =
        types.computeIfAbsent(Node.text(extension, "Name"), _ -> new TypeDefinition(extension));
    String kind = Node.text(extension, "Kind");
    if (!type.kind().equals(kind)) {
      throw Node.error(
          extension,
          "Cannot extend type %s because the base type is a %s, not %s."
              .formatted(type.name(), type.kind(), kind));
    }
    type.extend(extension);
  }

  private void relate(TypeDefinition type) {
    for (String member : type.types()) {
      TypeDefinition known = types.get(member);
      if (known != null) {
        mayBe(type.name(), known);
      }
    }
    if (type.is("OBJECT", "INTERFACE", "INPUT_OBJECT")) {
      type.interfaces().forEach(name -> mayBe(name, type));
    }
    if (type.is("OBJECT", "INPUT_OBJECT")) {
      mayBe(type.name(), type);
    }
  }

  private void mayBe(String name, TypeDefinition type) {
    possible.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(type);
  }

  private void declare(ObjectValue document) {
    for (ObjectValue directive : Node.nodes(document, "Directives")) {
      String name = Node.text(directive, "Name");
      if (directives.containsKey(name) && !REDECLARED.contains(name)) {
        throw Node.error(directive, "Cannot redeclare directive " + name + ".");
      }
      directives.putIfAbsent(name, directive);
    }
  }

  private void enter(ObjectValue document) {
    List<ObjectValue> schemas = Node.nodes(document, "Schema");
    if (schemas.size() > 1) {
      throw Node.error(
          schemas.get(1),
          "Cannot have multiple schema entry points, consider schema extensions instead.");
    }
    List<ObjectValue> all = new ArrayList<>(schemas);
    all.addAll(Node.nodes(document, "SchemaExtension"));
    for (ObjectValue schema : all) {
      for (ObjectValue entry : Node.nodes(schema, "OperationTypes")) {
        String operation = Node.text(entry, "Operation");
        TypeDefinition type = types.get(Node.text(entry, "Type"));
        if (type == null) {
          throw Node.error(
              entry,
              "Schema root %s refers to a type %s that does not exist."
                  .formatted(operation, Node.text(entry, "Type")));
        }
        roots.put(operation, type);
      }
    }
  }

  private void inferRoots(ObjectValue document) {
    if (Node.nodes(document, "Schema").isEmpty()) {
      inferRoot("query", "Query");
      inferRoot("mutation", "Mutation");
      inferRoot("subscription", "Subscription");
    }
    TypeDefinition query = roots.get("query");
    if (query != null) {
      query.add(
          new Node()
              .with("Name", "__schema")
              .with("Type", TypeText.named("__Schema", true))
              .done());
      query.add(
          new Node()
              .with("Name", "__type")
              .with("Type", TypeText.named("__Type", false))
              .with(
                  "Arguments",
                  List.of(
                      new Node()
                          .with("Name", "name")
                          .with("Type", TypeText.named("String", true))
                          .done()))
              .done());
    }
  }

  private void inferRoot(String operation, String name) {
    TypeDefinition type = types.get(name);
    if (type != null) {
      roots.putIfAbsent(operation, type);
    }
  }

  Iterable<TypeDefinition> types() {
    return types.values();
  }

  Iterable<ObjectValue> directives() {
    return directives.values();
  }

  @Nullable TypeDefinition type(String name) {
    return types.get(name);
  }

  @Nullable ObjectValue directive(String name) {
    return directives.get(name);
  }

  /** The type where an operation begins. */
  @Nullable TypeDefinition root(String operation) {
    return roots.get(operation.isEmpty() ? "query" : operation);
  }

  /** The types that a value of a type can be of. */
  Set<TypeDefinition> possible(TypeDefinition type) {
    return possible.getOrDefault(type.name(), Set.of());
  }
}
