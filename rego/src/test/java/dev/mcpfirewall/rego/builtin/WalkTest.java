// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.builtin.collection.Walk;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkTest {
  private static final Value TREE = Json.read("{\"b\": [1, {\"c\": 2}], \"a\": {\"c\": 3}}");

  private final FakeEvaluation in = new FakeEvaluation(1_000);
  private final List<Value> seen = new ArrayList<>();

  @Test
  void goesFromParentsToChildrenInOrder() {
    Walk.pairs(in, TREE, seen::add);

    assertThat(seen.stream().map(pair -> pair.toString().replaceAll(", .*", "")))
        .first()
        .isEqualTo("[[]");
    assertThat(seen.subList(1, seen.size()).toString())
        .isEqualTo(
            "[[[\"a\"], {\"c\": 3}], [[\"a\", \"c\"], 3], [[\"b\"], [1, {\"c\": 2}]], "
                + "[[\"b\", 0], 1], [[\"b\", 1], {\"c\": 2}], [[\"b\", 1, \"c\"], 2]]");
  }

  @Test
  void canLeaveThePathsOut() {
    Walk.values(in, TREE, seen::add);

    assertThat(seen).hasSize(7).endsWith(Json.read("2"));
  }

  @Test
  void goesNoFurtherThanAsked() {
    Walk.values(
        in,
        TREE,
        value -> {
          seen.add(value);
          return seen.size() < 3;
        });

    assertThat(seen).hasSize(3);
  }

  @Test
  void goesOnlyWhereAPathLeads() {
    Walk.matching(in, TREE, Arrays.asList(null, StringValue.of("c")), seen::add);

    assertThat(seen.toString()).isEqualTo("[[[\"a\", \"c\"], 3]]");
  }
}
