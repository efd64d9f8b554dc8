// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.syntax;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree is the object that policies see, with a member more, {@code Position}, until
 * {@link #shown} takes it out. So trees that policies hand in need no second form.
 */
public final class Node {
  private static final Value POSITION = StringValue.of("Position");
  private static final Value LINE = StringValue.of("Line");
  private static final Value COLUMN = StringValue.of("Column");

  private final ObjectValue.Builder members = ObjectValue.builder(8);

  /** A node that stands where a token does. */
  Node(Token at) {
    ObjectValue.Builder position = ObjectValue.builder(2);
    position.put(LINE, NumberValue.of(at.line()));
    position.put(COLUMN, NumberValue.of(at.column()));
    members.put(POSITION, position.build());
  }

  /** A node that stands nowhere. */
  public Node() {}

  /** With a member. */
  public Node with(String name, Value value) {
    members.put(StringValue.of(name), value);
    return this;
  }

  /** With a text. */
  public Node with(String name, String value) {
    return with(name, StringValue.of(value));
  }

  /** With a flag. */
  public Node with(String name, boolean value) {
    return with(name, BooleanValue.of(value));
  }

  /** Nothing where the list is empty. */
  public Node with(String name, List<? extends Value> values) {
    return values.isEmpty() ? this : with(name, ArrayValue.of(values));
  }

  Node withTexts(String name, List<String> values) {
    return with(name, values.stream().map(StringValue::of).toList());
  }

  /** The node. */
  public ObjectValue done() {
    return members.build();
  }

  /** Null where there is none. */
  public static @Nullable Value member(ObjectValue node, String name) {
    return node.find(StringValue.of(name));
  }

  /** Empty where there is none. */
  public static String text(ObjectValue node, String name) {
    return member(node, name) instanceof StringValue s ? s.value() : "";
  }

  /** False where there is none. */
  public static boolean flag(ObjectValue node, String name) {
    return member(node, name) == BooleanValue.TRUE;
  }

  /** Null where there is none. */
  public static @Nullable ObjectValue node(ObjectValue node, String name) {
    return member(node, name) instanceof ObjectValue o ? o : null;
  }

  /** Empty where there are none. */
  public static List<ObjectValue> nodes(ObjectValue node, String name) {
    return member(node, name) instanceof ArrayValue a
        ? a.elements().stream()
            .filter(ObjectValue.class::isInstance)
            .map(ObjectValue.class::cast)
            .toList()
        : List.of();
  }

  /** Empty where there are none. */
  public static List<String> texts(ObjectValue node, String name) {
    return member(node, name) instanceof ArrayValue a
        ? a.elements().stream()
            .filter(StringValue.class::isInstance)
            .map(s -> ((StringValue) s).value())
            .toList()
        : List.of();
  }

  /** The first of them that is named so. */
  public static @Nullable ObjectValue named(List<ObjectValue> nodes, String name) {
    for (ObjectValue node : nodes) {
      if (text(node, "Name").equals(name)) {
        return node;
      }
    }
    return null;
  }

  /** An error that stands where a node does. */
  public static GraphqlError error(@Nullable ObjectValue at, String text) {
    ObjectValue position = at == null ? null : node(at, "Position");
    return position == null
        ? new GraphqlError(text, 0, 0)
        : new GraphqlError(text, number(position, LINE), number(position, COLUMN));
  }

  private static int number(ObjectValue node, Value name) {
    return node.find(name) instanceof NumberValue n ? (int) n.longValue() : 0;
  }

  /** As policies see it: without positions, nulls, and what is empty but no text. */
  public static Value shown(Value value) {
    if (value instanceof ObjectValue object) {
      ObjectValue.Builder out = ObjectValue.builder(object.size());
      object.forEach((name, member) -> {
        Value inner = name.equals(POSITION) ? ObjectValue.EMPTY : shown(member);
        if (!nothing(inner)) {
          out.put(name, inner);
        }
      });
      return out.build();
    }
    return value instanceof ArrayValue array
        ? ArrayValue.of(
            array.elements().stream().map(Node::shown).filter(v -> !nothing(v)).toList())
        : value;
  }

  private static boolean nothing(Value value) {
    return value.typeName().equals("null")
        || value instanceof ObjectValue o && o.size() == 0
        || value instanceof ArrayValue a && a.size() == 0;
  }

  /** In double quotes, as Go quotes. */
  public static String quote(String text) {
    return StringValue.of(text).toString();
  }
}
