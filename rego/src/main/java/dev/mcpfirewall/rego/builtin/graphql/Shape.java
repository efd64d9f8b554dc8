// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.builtin.graphql.syntax.TokenReader;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What members the nodes of a tree have. Trees that policies hand in are brought into shape by it:
 * members that are unknown go, texts, flags and numbers that are missing come, and one of the wrong
 * type is an error, as where Go reads JSON into structures.
 */
final class Shape {
  private static final String TEXT = "text";
  private static final String TEXTS = "texts";
  private static final String FLAG = "flag";
  private static final String NUMBER = "number";
  private static final String SELECTIONS = "[Selection]";

  private static final Map<String, Map<String, String>> ALL =
      Map.ofEntries(
          Map.entry("Query", Map.of("Operations", "[Operation]", "Fragments", "[Fragment]")),
          Map.entry(
              "Operation",
              Map.of(
                  "Operation", TEXT,
                  "Name", TEXT,
                  "VariableDefinitions", "[Variable]",
                  "Directives", "[Directive]",
                  "SelectionSet", SELECTIONS)),
          Map.entry(
              "Fragment",
              Map.of(
                  "Name", TEXT,
                  "VariableDefinition", "[Variable]",
                  "TypeCondition", TEXT,
                  "Directives", "[Directive]",
                  "SelectionSet", SELECTIONS)),
          Map.entry(
              "Variable",
              Map.of(
                  "Variable", TEXT,
                  "Type", "Type",
                  "DefaultValue", "Value",
                  "Directives", "[Directive]",
                  "Used", FLAG)),
          Map.entry(
              "Field",
              Map.of(
                  "Alias", TEXT,
                  "Name", TEXT,
                  "Arguments", "[Argument]",
                  "Directives", "[Directive]",
                  "SelectionSet", SELECTIONS)),
          Map.entry("Spread", Map.of("Name", TEXT, "Directives", "[Directive]")),
          Map.entry(
              "Inline",
              Map.of(
                  "TypeCondition", TEXT,
                  "Directives", "[Directive]",
                  "SelectionSet", SELECTIONS)),
          Map.entry("Argument", Map.of("Name", TEXT, "Value", "Value")),
          Map.entry("Directive", Map.of("Name", TEXT, "Arguments", "[Argument]", "Location", TEXT)),
          Map.entry(
              "Value",
              Map.of(
                  "Raw", TEXT,
                  "Kind", NUMBER,
                  "Children", "[Argument]",
                  "ExpectedTypeHasDefault", FLAG)),
          Map.entry("Type", Map.of("NamedType", TEXT, "Elem", "Type", "NonNull", FLAG)),
          Map.entry(
              "Schema",
              Map.of(
                  "Schema", "[Entry]",
                  "SchemaExtension", "[Entry]",
                  "Directives", "[DirectiveDefinition]",
                  "Definitions", "[Definition]",
                  "Extensions", "[Definition]")),
          Map.entry(
              "Entry",
              Map.of(
                  "Description", TEXT,
                  "Directives", "[Directive]",
                  "OperationTypes", "[OperationType]")),
          Map.entry("OperationType", Map.of("Operation", TEXT, "Type", TEXT)),
          Map.entry(
              "DirectiveDefinition",
              Map.of(
                  "Description", TEXT,
                  "Name", TEXT,
                  "Arguments", "[FieldDefinition]",
                  "Locations", TEXTS,
                  "IsRepeatable", FLAG)),
          Map.entry(
              "Definition",
              Map.of(
                  "Kind", TEXT,
                  "Description", TEXT,
                  "Name", TEXT,
                  "Directives", "[Directive]",
                  "Interfaces", TEXTS,
                  "Fields", "[FieldDefinition]",
                  "Types", TEXTS,
                  "EnumValues", "[EnumValue]",
                  "BuiltIn", FLAG)),
          Map.entry(
              "FieldDefinition",
              Map.of(
                  "Description", TEXT,
                  "Name", TEXT,
                  "Arguments", "[FieldDefinition]",
                  "DefaultValue", "Value",
                  "Type", "Type",
                  "Directives", "[Directive]")),
          Map.entry(
              "EnumValue", Map.of("Description", TEXT, "Name", TEXT, "Directives", "[Directive]")));

  private final Evaluation in;
  private int depth;

  private Shape(Evaluation in) {
    this.in = in;
  }

  /**
   * A tree in the shape of {@code Query} or {@code Schema}.
   *
   * @throws BuiltinError where a member is of the wrong type, or the tree too deep
   */
  static ObjectValue of(Evaluation in, ObjectValue tree, String shape) {
    return new Shape(in).node(tree, shape);
  }

  private ObjectValue node(ObjectValue node, String shape) {
    in.spend(1);
    if (++depth > 2 * TokenReader.MAX_DEPTH) {
      throw BuiltinError.failed("GraphQL tree nested deeper than " + 2 * TokenReader.MAX_DEPTH);
    }
    ObjectValue.Builder out = ObjectValue.builder(8);
    for (Map.Entry<String, String> member : ALL.getOrDefault(shape, Map.of()).entrySet()) {
      Value name = StringValue.of(member.getKey());
      Value value = node.find(name);
      Value shaped =
          member(value == null ? NullValue.NULL : value, member.getValue(), member.getKey());
      if (shaped != NullValue.NULL) {
        out.put(name, shaped);
      }
    }
    depth--;
    return out.build();
  }

  private Value member(Value value, String shape, String name) {
    boolean missing = value == NullValue.NULL;
    return switch (shape) {
      case TEXT -> missing ? StringValue.EMPTY : typed(value, StringValue.class, name);
      case FLAG -> missing ? BooleanValue.FALSE : typed(value, BooleanValue.class, name);
      case NUMBER -> missing ? NumberValue.ZERO : typed(value, NumberValue.class, name);
      case TEXTS -> missing ? value : list(value, name, t -> typed(t, StringValue.class, name));
      case SELECTIONS ->
          missing
              ? value
              : list(
                  value,
                  name,
                  s -> {
                    ObjectValue selection = typed(s, ObjectValue.class, name);
                    return node(selection, selection(selection));
                  });
      default -> {
        if (missing) {
          yield value;
        }
        yield shape.startsWith("[")
            ? list(
                value,
                name,
                n ->
                    node(typed(n, ObjectValue.class, name), shape.substring(1, shape.length() - 1)))
            : node(typed(value, ObjectValue.class, name), shape);
      }
    };
  }

  private static String selection(ObjectValue node) {
    return Node.member(node, "Alias") != null
        ? "Field"
        : Node.member(node, "TypeCondition") != null || Node.member(node, "Name") == null
            ? "Inline"
            : "Spread";
  }

  private static Value list(
      Value value, String name, java.util.function.UnaryOperator<Value> each) {
    List<Value> out = new ArrayList<>();
    for (Value element : typed(value, ArrayValue.class, name).elements()) {
      if (element != NullValue.NULL) {
        out.add(each.apply(element));
      }
    }
    return out.isEmpty() ? NullValue.NULL : ArrayValue.of(out);
  }

  private static <T extends Value> T typed(Value value, Class<T> type, String name) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw BuiltinError.failed(
        "json: cannot unmarshal " + value.typeName() + " into GraphQL field " + name);
  }
}
