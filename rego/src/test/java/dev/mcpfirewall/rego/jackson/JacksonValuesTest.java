// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

class JacksonValuesTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Test
  void goesThereAndBack() {
    Value value =
        Json.read(
            "{\"a\":[null,true,1,1.5,-9223372036854775809,\"x\"],\"b\":{},\"c\":1e30,\"d\":0.1}");

    assertThat(JacksonValues.from(JacksonValues.to(value))).isEqualTo(value);
  }

  @Test
  void readsAllKindsOfNumbers() {
    assertThat(JacksonValues.from(NODES.numberNode(0.1))).hasToString("0.1");
    assertThat(JacksonValues.from(NODES.numberNode(0.1f))).hasToString("0.1");
    assertThat(JacksonValues.from(NODES.numberNode((short) 3))).isEqualTo(NumberValue.of(3));
    assertThatThrownBy(() -> JacksonValues.from(NODES.numberNode(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JacksonValues.from(NODES.numberNode(Float.POSITIVE_INFINITY)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesWhatJsonLacks() {
    Value value = ObjectValue.of(Map.of(NumberValue.ONE, SetValue.of(List.of(NumberValue.ONE))));

    assertThat(JacksonValues.to(value)).hasToString("{\"1\":[1]}");
  }

  @Test
  void depthIsBounded() {
    JsonNode deep = NODES.nullNode();
    for (int i = 0; i < 5_000; i++) {
      ArrayNode outer = NODES.arrayNode();
      outer.add(deep);
      deep = outer;
    }
    JsonNode tree = deep;

    assertThatThrownBy(() -> JacksonValues.from(tree)).hasMessage("tree deeper than 1000");
  }
}
