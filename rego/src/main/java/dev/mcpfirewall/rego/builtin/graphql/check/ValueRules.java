// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.builtin.graphql.syntax.ValueKind;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rule about literals. */
final class ValueRules {
  private static final Set<String> SCALARS = Set.of("Int", "Float", "String", "Boolean", "ID");

  private ValueRules() {}

  /** As it is written, without its depth: that is bounded where trees come in. */
  static String text(ObjectValue value) {
    String raw = Node.text(value, "Raw");
    return switch (ValueKind.of(value)) {
      case VARIABLE -> "$" + raw;
      case INT, FLOAT, ENUM, BOOLEAN, NULL -> raw;
      case STRING, BLOCK -> Node.quote(raw);
      case LIST ->
          Node.nodes(value, "Children").stream()
              .map(ValueRules::inner)
              .collect(Collectors.joining(",", "[", "]"));
      case OBJECT ->
          Node.nodes(value, "Children").stream()
              .map(c -> Node.text(c, "Name") + ":" + inner(c))
              .collect(Collectors.joining(",", "{", "}"));
    };
  }

  private static String inner(ObjectValue child) {
    ObjectValue value = Node.node(child, "Value");
    return value == null ? "" : text(value);
  }

  /** A literal is of the type wanted. */
  static final class CorrectType extends Rule {
    @Override
    void value(QueryWalk walk, Literal value) {
      TypeDefinition type = value.definition();
      ObjectValue wanted = value.wanted();
      if (type == null || wanted == null || type.is("SCALAR") && !SCALARS.contains(type.name())) {
        return;
      }
      boolean right =
          switch (ValueKind.of(value.node())) {
            case VARIABLE -> true;
            case NULL -> !TypeText.nonNull(wanted);
            case LIST -> Node.node(wanted, "Elem") != null;
            case INT ->
                Set.of("Int", "Float", "ID").contains(type.name())
                    && (!type.name().equals("Int") || fits(Node.text(value.node(), "Raw")));
            case FLOAT -> type.name().equals("Float");
            case BOOLEAN -> type.name().equals("Boolean");
            case STRING, BLOCK -> Set.of("String", "ID").contains(type.name());
            case ENUM -> {
              if (type.is("ENUM")) {
                known(walk, value, type, wanted);
                yield true;
              }
              yield false;
            }
            case OBJECT -> {
              if (type.is("INPUT_OBJECT")) {
                members(walk, value.node(), type);
                yield true;
              }
              yield false;
            }
          };
      if (!right) {
        walk.error(value.node(), message(value.node(), type, wanted));
      }
    }

    private static boolean fits(String number) {
      return number.length() <= 20 && new BigInteger(number).bitLength() <= 63;
    }

    private static void known(
        QueryWalk walk, Literal value, TypeDefinition type, ObjectValue wanted) {
      String name = Node.text(value.node(), "Raw");
      List<String> all = type.enumValues().stream().map(v -> Node.text(v, "Name")).toList();
      if (!all.contains(name)) {
        walk.error(
            value.node(),
            "Value \"%s\" does not exist in \"%s\" enum.".formatted(name, TypeText.of(wanted))
                + Suggestions.after("Did you mean the enum value", name, all));
      }
    }

    private static void members(QueryWalk walk, ObjectValue node, TypeDefinition type) {
      Set<String> given = new HashSet<>();
      List<ObjectValue> members = Node.nodes(node, "Children");
      members.forEach(m -> given.add(Node.text(m, "Name")));
      for (ObjectValue field : type.fields()) {
        walk.spend(1);
        ObjectValue written = SchemaCheck.type(field);
        String name = Node.text(field, "Name");
        if (TypeText.nonNull(written)
            && Node.node(field, "DefaultValue") == null
            && !given.contains(name)) {
          walk.error(
              node,
              "Field \"%s.%s\" of required type \"%s\" was not provided."
                  .formatted(type.name(), name, TypeText.of(written)));
        }
      }
      for (ObjectValue member : members) {
        String name = Node.text(member, "Name");
        if (type.field(name) == null) {
          walk.error(
              member,
              "Field \"%s\" is not defined by type \"%s\".".formatted(name, type.name())
                  + Suggestions.quoted(
                      name, type.fields().stream().map(f -> Node.text(f, "Name")).toList()));
        }
      }
    }

    private static String message(ObjectValue value, TypeDefinition type, ObjectValue wanted) {
      String text = text(value);
      return switch (TypeText.of(wanted)) {
        case "Int", "Int!" ->
            ValueKind.of(value) == ValueKind.INT
                ? "Int cannot represent non 32-bit signed integer value: " + text
                : "Int cannot represent non-integer value: " + text;
        case "String", "String!", "[String]" ->
            "String cannot represent a non string value: " + text;
        case "Boolean", "Boolean!" -> "Boolean cannot represent a non boolean value: " + text;
        case "Float", "Float!" -> "Float cannot represent non numeric value: " + text;
        case "ID", "ID!" -> "ID cannot represent a non-string and non-integer value: " + text;
        default ->
            type.is("ENUM")
                ? "Enum \"%s\" cannot represent non-enum value: %s."
                    .formatted(TypeText.of(wanted), text)
                : "Expected value of type \"%s\", found %s.".formatted(TypeText.of(wanted), text);
      };
    }
  }
}
