// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the README of the vulnerable server promises of its attacks. */
@Timeout(60)
class VulnerableServerIT {
  private static final Path ATTACKS =
      Path.of("..", "examples", "vulnerable-server", "attacks.jsonl");
  private static final JsonMapper JSON = new JsonMapper();

  @RegisterExtension final Bench bench = new Bench();

  private McpProcess client;

  @BeforeEach
  void attack() throws IOException {
    client = bench.wrap(Peers.vulnerableServer());
    client.sendRaw(Files.readAllBytes(ATTACKS));
  }

  @Test
  void harmlessCallPasses() {
    assertThat(Messages.text(answer("harmless file"))).startsWith("Buy milk");
  }

  @Test
  void dangerousCallsAreRefused() {
    for (String id :
        List.of(
            "shadow file",
            "ssh key, by detour",
            "wipe the disk",
            "reverse shell",
            "cloud metadata",
            "cloud metadata, spelt otherwise")) {
      JsonNode answer = answer(id);

      assertThat(Messages.isToolError(answer)).as(id).isTrue();
      assertThat(Messages.text(answer)).as(id).contains("mcp-firewall");
    }
  }

  @Test
  void leaksAreRedacted() {
    for (String id : List.of("customers", "debug", "resource with a key")) {
      assertThat(answer(id).toString())
          .as(id)
          .contains("[REDACTED:")
          .doesNotContain("AKIA")
          .doesNotContain("ghp_")
          .doesNotContain("4111")
          .doesNotContain("536-90");
    }
  }

  @Test
  void poisonedPagePassesWithAnAlert() {
    assertThat(Messages.text(answer("poisoned page"))).contains("Weather today");
    client.close();
    assertThat(client.stderr()).contains("alert").contains("injection.");
  }

  private JsonNode answer(String id) {
    return client.answer(JSON.valueToTree(id));
  }
}
