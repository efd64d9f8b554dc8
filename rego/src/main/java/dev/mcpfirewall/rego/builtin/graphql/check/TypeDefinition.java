// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A type with all its extensions. Grows while the schema is put together, then is only read. */
final class TypeDefinition {
  private final ObjectValue node;
  private final String name;
  private final String kind;
  private final List<ObjectValue> directives = new ArrayList<>();
  private final List<String> interfaces = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private final List<ObjectValue> fields = new ArrayList<>();
  private final List<ObjectValue> enumValues = new ArrayList<>();
  private final Map<String, ObjectValue> fieldsByName = new LinkedHashMap<>();

  /** A type as named by a definition or, where only extensions are, by the first; yet empty. */
  TypeDefinition(ObjectValue node) {
    this.node = node;
    name = Node.text(node, "Name");
    kind = Node.text(node, "Kind");
  }

  void extend(ObjectValue extension) {
    directives.addAll(Node.nodes(extension, "Directives"));
    interfaces.addAll(Node.texts(extension, "Interfaces"));
    types.addAll(Node.texts(extension, "Types"));
    enumValues.addAll(Node.nodes(extension, "EnumValues"));
    Node.nodes(extension, "Fields").forEach(this::add);
  }

  void add(ObjectValue field) {
    fields.add(field);
    fieldsByName.putIfAbsent(Node.text(field, "Name"), field);
  }

  ObjectValue node() {
    return node;
  }

  String name() {
    return name;
  }

  String kind() {
    return kind;
  }

  boolean builtIn() {
    return Node.flag(node, "BuiltIn");
  }

  List<ObjectValue> directives() {
    return directives;
  }

  List<String> interfaces() {
    return interfaces;
  }

  List<String> types() {
    return types;
  }

  List<ObjectValue> fields() {
    return fields;
  }

  List<ObjectValue> enumValues() {
    return enumValues;
  }

  @Nullable ObjectValue field(String named) {
    return fieldsByName.get(named);
  }

  boolean is(String... kinds) {
    return List.of(kinds).contains(kind);
  }

  boolean isComposite() {
    return is("OBJECT", "INTERFACE", "UNION");
  }

  boolean isInput() {
    return is("SCALAR", "ENUM", "INPUT_OBJECT");
  }

  boolean isLeaf() {
    return is("SCALAR", "ENUM");
  }
}
