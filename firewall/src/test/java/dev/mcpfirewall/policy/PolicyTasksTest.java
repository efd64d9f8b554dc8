// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the documentation load, and each has cases that say what it decides. */
class PolicyTasksTest {
  private static final Path CASES = Path.of("src/test/resources/tasks/policy-cases.yaml");

  @TempDir private Path root;

  private static List<MapNode> cases() {
    return ((ListNode) ConfigFiles.tree(CASES)).items().stream().map(MapNode.class::cast).toList();
  }

  private static String text(MapNode map, String key) {
    return map.get(key).map(node -> ((Scalar) node).text()).orElse("");
  }

  @Test
  void everyExampleLoadsWithoutAWarning() throws IOException {
    Reading reading = new Reading(root);
    reading.write("policy/own.rego", "package mcp_firewall.policy\n");
    reading.write("data/teams.json", "{}");

    assertThat(PolicyTasks.read()).hasSizeGreaterThan(10);
    PolicyTasks.read()
        .forEach((task, yaml) -> {
          assertThat(reading.problems(yaml)).as(task).isEmpty();
          assertThat(reading.load(yaml).warnings()).as(task).isEmpty();
          assertThat(reading.load(yaml).policy()).as(task).isNotEqualTo(PolicyFile.DEFAULTS);
        });
  }

  @Test
  void everyExampleHasCasesAndEveryCaseAnExample() throws IOException {
    Set<String> named = cases().stream().map(c -> text(c, "task")).collect(Collectors.toSet());

    assertThat(named).isEqualTo(PolicyTasks.read().keySet());
  }

  @Test
  void casesAreWellFormed() {
    for (MapNode one : cases()) {
      for (Node message : ((ListNode) one.get("session").orElseThrow()).items()) {
        MapNode map = (MapNode) message;
        assertThat(map.entries())
            .extracting(entry -> entry.key().text())
            .isSubsetOf(
                "agent",
                "server",
                "method",
                "tool",
                "arguments",
                "answer",
                "result",
                "expect",
                "rule");
        assertThat(text(map, "expect")).isIn("allow", "alert", "redact", "hold", "deny");
      }
    }
  }
}
