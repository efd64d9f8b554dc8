// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The examples of docs/policy.md. */
public final class PolicyTasks {
  private static final Path DOCS = Path.of("../docs/policy.md");

  private PolicyTasks() {}

  /** The YAML of each task, by its heading. */
  public static Map<String, String> read() throws IOException {
    Map<String, String> tasks = new LinkedHashMap<>();
    String heading = "";
    StringBuilder yaml = new StringBuilder();
    boolean within = false;
    for (String line : Files.readAllLines(DOCS)) {
      if (line.startsWith("## ")) {
        heading = line.substring(3);
      } else if (line.equals("```yaml")) {
        within = true;
      } else if (within && line.equals("```")) {
        within = false;
        assertThat(tasks.put(heading, yaml.toString())).as("one block: " + heading).isNull();
        yaml.setLength(0);
      } else if (within) {
        yaml.append(line).append('\n');
      }
    }
    return tasks;
  }
}
