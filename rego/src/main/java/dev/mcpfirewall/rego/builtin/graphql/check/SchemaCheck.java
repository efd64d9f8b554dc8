// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.builtin.graphql.syntax.GraphqlError;
import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a schema makes sense; throws for the first thing that does not. */
final class SchemaCheck {
  private static final Set<String> NO_ENUM = Set.of("true", "false", "null");

  private final Schema schema;

  SchemaCheck(Schema schema) {
    this.schema = schema;
  }

  void check() {
    schema.types().forEach(this::type);
    for (ObjectValue directive : schema.directives()) {
      name(directive);
      arguments(directive, Node.text(directive, "Name"));
    }
  }

  private void type(TypeDefinition type) {
    for (ObjectValue field : type.fields()) {
      name(field);
      known(type(field));
      arguments(field, null);
      directives(
          Node.nodes(field, "Directives"),
          type.is("INPUT_OBJECT") ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION",
          null);
    }
    for (String member : type.types()) {
      TypeDefinition found = schema.type(member);
      if (found == null) {
        throw error(type, "Undefined type %s.".formatted(Node.quote(member)));
      }
      if (!found.is("OBJECT")) {
        throw error(type, "%s type %s must be OBJECT.".formatted(type.kind(), Node.quote(member)));
      }
    }
    type.interfaces().forEach(name -> implement(type, name));
    content(type);
    Set<String> seen = new HashSet<>();
    for (ObjectValue field : type.fields()) {
      if (!seen.add(Node.text(field, "Name"))) {
        throw Node.error(
            field,
            "Field %s.%s can only be defined once."
                .formatted(type.name(), Node.text(field, "Name")));
      }
    }
    if (!type.builtIn()) {
      name(type.node());
    }
    directives(type.directives(), type.kind(), null);
  }

  private void content(TypeDefinition type) {
    String label = type.kind() + " " + type.name();
    switch (type.kind()) {
      case "OBJECT", "INTERFACE" -> {
        if (type.fields().isEmpty()) {
          throw error(type, label + ": must define one or more fields.");
        }
        for (ObjectValue field : type.fields()) {
          if (known(type(field)).is("INPUT_OBJECT")) {
            throw Node.error(
                field, label + ": field must be one of SCALAR, OBJECT, INTERFACE, UNION, ENUM.");
          }
        }
      }
      case "ENUM" -> {
        if (type.enumValues().isEmpty()) {
          throw error(type, label + ": must define one or more unique enum values.");
        }
        for (ObjectValue value : type.enumValues()) {
          if (NO_ENUM.contains(Node.text(value, "Name"))) {
            throw error(type, label + ": non-enum value " + Node.text(value, "Name") + ".");
          }
        }
      }
      case "INPUT_OBJECT" -> {
        if (type.fields().isEmpty()) {
          throw error(type, label + ": must define one or more input fields.");
        }
        for (ObjectValue field : type.fields()) {
          TypeDefinition found = known(type(field));
          if (!found.isInput()) {
            throw Node.error(
                field,
                "%s %s: field must be one of SCALAR, ENUM, INPUT_OBJECT."
                    .formatted(found.kind(), Node.text(field, "Name")));
          }
        }
      }
      default -> {}
    }
  }

  private void arguments(ObjectValue owner, @Nullable String directive) {
    for (ObjectValue argument : Node.nodes(owner, "Arguments")) {
      name(argument);
      TypeDefinition type = known(type(argument));
      if (!type.isInput()) {
        throw Node.error(
            argument,
            "cannot use %s as argument %s because %s is not a valid input type"
                .formatted(TypeText.of(type(argument)), Node.text(argument, "Name"), type.kind()));
      }
      directives(Node.nodes(argument, "Directives"), "ARGUMENT_DEFINITION", directive);
    }
  }

  private void directives(List<ObjectValue> directives, String location, @Nullable String within) {
    for (ObjectValue directive : directives) {
      name(directive);
      String name = Node.text(directive, "Name");
      if (name.equals(within)) {
        throw Node.error(directive, "Directive " + name + " cannot refer to itself.");
      }
      ObjectValue definition = schema.directive(name);
      if (definition == null) {
        throw Node.error(directive, "Undefined directive " + name + ".");
      }
      if (!Node.texts(definition, "Locations").contains(location)) {
        throw Node.error(
            directive, "Directive " + name + " is not applicable on " + location + ".");
      }
    }
  }

  private void implement(TypeDefinition type, String name) {
    TypeDefinition wanted = schema.type(name);
    if (wanted == null) {
      throw error(type, "Undefined type " + Node.quote(name) + ".");
    }
    if (!wanted.is("INTERFACE")) {
      throw error(type, Node.quote(name) + " is a non interface type " + wanted.kind() + ".");
    }
    String label = "For " + type.name() + " to implement " + name + " ";
    for (ObjectValue required : wanted.fields()) {
      String fieldName = Node.text(required, "Name");
      ObjectValue found = type.field(fieldName);
      if (found == null) {
        throw error(type, label + "it must have a field called " + fieldName + ".");
      }
      if (!covariant(type(required), type(found))) {
        throw Node.error(
            found,
            label
                + "the field %s must have type %s."
                    .formatted(fieldName, TypeText.of(type(required))));
      }
      sameArguments(required, found, label);
    }
    for (String further : wanted.interfaces()) {
      if (!type.interfaces().contains(further)) {
        throw error(
            type,
            further.equals(type.name())
                ? "Type %s cannot implement %s because it would create a circular reference."
                    .formatted(type.name(), name)
                : "Type %s must implement %s because it is implemented by %s."
                    .formatted(type.name(), further, name));
      }
    }
  }

  private void sameArguments(ObjectValue required, ObjectValue found, String label) {
    List<ObjectValue> wanted = Node.nodes(required, "Arguments");
    List<ObjectValue> given = Node.nodes(found, "Arguments");
    String field = Node.text(required, "Name");
    for (ObjectValue argument : wanted) {
      String name = Node.text(argument, "Name");
      ObjectValue same = Node.named(given, name);
      if (same == null) {
        throw Node.error(
            found,
            label
                + "the field %s must have the same arguments but it is missing %s."
                    .formatted(field, name));
      }
      if (!TypeText.fits(type(argument), type(same), TypeText.nonNull(type(same)))) {
        throw Node.error(
            same,
            label
                + "the field %s must have the same arguments but %s has the wrong type."
                    .formatted(field, name));
      }
    }
    for (ObjectValue argument : given) {
      String name = Node.text(argument, "Name");
      if (Node.named(wanted, name) == null
          && TypeText.nonNull(type(argument))
          && Node.node(argument, "DefaultValue") == null) {
        throw Node.error(
            argument,
            label
                + "any additional arguments on %s must be optional or have a default value but %s is required."
                    .formatted(field, name));
      }
    }
  }

  private boolean covariant(ObjectValue required, ObjectValue actual) {
    if (TypeText.nonNull(required) && !TypeText.nonNull(actual)) {
      return false;
    }
    ObjectValue requiredElements = Node.node(required, "Elem");
    ObjectValue actualElements = Node.node(actual, "Elem");
    if (requiredElements != null) {
      return actualElements != null && covariant(requiredElements, actualElements);
    }
    String name = Node.text(required, "NamedType");
    String actualName = Node.text(actual, "NamedType");
    TypeDefinition type = schema.type(name);
    return actualElements == null
        && (name.equals(actualName)
            || type != null
                && schema.possible(type).stream().anyMatch(t -> t.name().equals(actualName)));
  }

  private TypeDefinition known(ObjectValue type) {
    TypeDefinition found = schema.type(TypeText.name(type));
    if (found == null) {
      throw Node.error(type, "Undefined type " + TypeText.name(type) + ".");
    }
    return found;
  }

  static ObjectValue type(ObjectValue field) {
    ObjectValue type = Node.node(field, "Type");
    return type == null ? ObjectValue.EMPTY : type;
  }

  private static void name(ObjectValue node) {
    String name = Node.text(node, "Name");
    if (name.startsWith("__")) {
      throw Node.error(
          node,
          "Name \"%s\" must not begin with \"__\", which is reserved by GraphQL introspection."
              .formatted(name));
    }
  }

  private static GraphqlError error(TypeDefinition type, String text) {
    return Node.error(type.node(), text);
  }
}
