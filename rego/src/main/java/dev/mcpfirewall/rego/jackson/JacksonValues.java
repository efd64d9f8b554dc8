// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.jackson;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values from and to the trees of Jackson 3. */
public final class JacksonValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JacksonValues() {}

  /**
   * The value of a tree. Binary nodes become base64, as Jackson writes them; a missing node becomes
   * null.
   *
   * @throws IllegalArgumentException where it nests deeper than {@link Json#DEPTH}, or holds a
   *     number that is not finite or has more than {@link NumberValue#MAX_DIGITS} digits, or a Java
   *     object
   */
  public static Value from(JsonNode node) {
    return from(node, 0);
  }

  private static Value from(JsonNode node, int depth) {
    if (depth > Json.DEPTH) {
      throw new IllegalArgumentException("tree deeper than " + Json.DEPTH);
    }
    return switch (node.getNodeType()) {
      case NULL, MISSING -> NullValue.NULL;
      case BOOLEAN -> BooleanValue.of(node.booleanValue());
      case NUMBER -> number(node);
      case STRING -> StringValue.of(node.stringValue());
      case BINARY -> StringValue.of(node.asString());
      case ARRAY -> array(node, depth);
      case OBJECT -> object(node, depth);
      case POJO -> throw new IllegalArgumentException("tree with a Java object in it");
    };
  }

  private static NumberValue number(JsonNode node) {
    if (node.isInt() || node.isLong() || node.isShort()) {
      return NumberValue.of(node.longValue());
    }
    if (!Double.isFinite(node.asDouble(0))
        && node.isFloatingPointNumber()
        && !node.isBigDecimal()) {
      throw new IllegalArgumentException("number that is not finite");
    }
    try {
      // Of a float, the digits it is written with, not those of the double it is.
      return NumberValue.of(
          node.isFloat() ? new BigDecimal(Float.toString(node.floatValue())) : node.decimalValue());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Value array(JsonNode node, int depth) {
    Value[] elements = new Value[node.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = from(node.get(i), depth + 1);
    }
    return ArrayValue.of(elements);
  }

  private static Value object(JsonNode node, int depth) {
    ObjectValue.Builder members = ObjectValue.builder(node.size());
    node.forEachEntry((key, value) -> members.put(StringValue.of(key), from(value, depth + 1)));
    return members.build();
  }

  /** The tree of a value: sets as arrays, keys that are no strings as their JSON text. */
  public static JsonNode to(Value value) {
    return switch (value) {
      case NullValue _ -> NODES.nullNode();
      case BooleanValue b -> NODES.booleanNode(b.value());
      case NumberValue n when n.isLong() -> NODES.numberNode(n.longValue());
      case NumberValue n when n.isInteger() -> NODES.numberNode(n.decimal().toBigInteger());
      case NumberValue n -> NODES.numberNode(n.decimal());
      case StringValue s -> NODES.stringNode(s.value());
      case ArrayValue a -> list(a.elements());
      case SetValue s -> list(s.elements());
      case ObjectValue o -> object(o);
    };
  }

  private static JsonNode list(Iterable<Value> elements) {
    ArrayNode array = NODES.arrayNode();
    elements.forEach(element -> array.add(to(element)));
    return array;
  }

  private static JsonNode object(ObjectValue object) {
    ObjectNode node = NODES.objectNode();
    object.forEach((key, value) ->
        node.set(key instanceof StringValue s ? s.value() : Json.write(key), to(value)));
    return node;
  }
}
