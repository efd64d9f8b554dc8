// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Servers people use, from npm. */
@Timeout(60)
class RealServersIT {
  private static final String FILESYSTEM = "@modelcontextprotocol/server-filesystem/dist/index.js";
  private static final String MEMORY = "@modelcontextprotocol/server-memory/dist/index.js";

  @RegisterExtension final Bench bench = new Bench();

  @Test
  void filesystemWorksAsWithout() {
    McpProcess client = filesystem();
    String text = "line one\nline two: äöü 漢字 🙂 \"quoted\" \\ back\n";
    String path = at("hello.txt");

    client.call(
        1, "write_file", "{\"path\":" + path + ",\"content\":" + Messages.quoted(text) + "}");

    assertThat(Messages.text(client.call(2, "read_text_file", "{\"path\":" + path + "}")))
        .isEqualTo(text);
    assertThat(Messages.text(client.call(3, "list_directory", "{\"path\":" + at(".") + "}")))
        .contains("hello.txt");
    assertThat(
            Messages.text(
                client.call(4, "search_files", "{\"path\":" + at(".") + ",\"pattern\":\"*.txt\"}")))
        .contains("hello.txt");
  }

  @Test
  void filesystemDoesNotEvenSeeARequestForTheShadowFile() {
    McpProcess client = filesystem();

    JsonNode answer = client.call(1, "read_text_file", "{\"path\":\"/etc/shadow\"}");

    assertThat(Messages.isToolError(answer)).isTrue();
    assertThat(Messages.text(answer)).doesNotContain("outside allowed directories");
  }

  @Test
  void filesystemReturnsSecretsRedactedAndNothingElseChanged() {
    String key = "AKIA" + "QX3M7TRZ5WVKJ2HB";
    String card = "4111 1111 1111 1111";
    bench.file("config.txt", "region: eu-west-1\naws_key: " + key + "\ncard: " + card + "\nend\n");
    McpProcess client = filesystem();

    String text =
        Messages.text(client.call(1, "read_text_file", "{\"path\":" + at("config.txt") + "}"));

    assertThat(text)
        .startsWith("region: eu-west-1\naws_key: ")
        .endsWith("\nend\n")
        .doesNotContain(key)
        .doesNotContain(card);
  }

  @Test
  void memoryRemembers() {
    Map<String, String> store =
        Map.of("MEMORY_FILE_PATH", bench.work().resolve("m.json").toString());
    McpProcess client = bench.wrap(store, List.of(), Peers.npm(MEMORY));
    client.initialize("2025-06-18");
    client.call(
        1,
        "create_entities",
        """
        {"entities":[{"name":"firewall","entityType":"idea","observations":["keeps quiet"]}]}\
        """);

    assertThat(client.call(2, "read_graph", "{}").at("/result/structuredContent").toString())
        .contains("keeps quiet");
    assertThat(client.call(3, "search_nodes", "{\"query\":\"quiet\"}").toString())
        .contains("firewall");
  }

  @Test
  void playwrightListsTheSameToolsWithAndWithout() {
    List<String> server = Peers.npm("@playwright/mcp/cli.js", "--headless");

    assertThat(tools(bench.wrap(server))).isEqualTo(tools(bench.bare(server))).isNotEmpty();
  }

  private static JsonNode tools(McpProcess client) {
    client.initialize("2025-06-18");
    JsonNode tools = client.request(1, "tools/list", "{}").at("/result/tools");
    client.close();
    return tools;
  }

  private McpProcess filesystem() {
    McpProcess client = bench.wrap(Peers.npm(FILESYSTEM, bench.work().toString()));
    client.initialize("2025-06-18");
    return client;
  }

  private String at(String name) {
    return Messages.quoted(bench.work().resolve(name).toString());
  }
}
