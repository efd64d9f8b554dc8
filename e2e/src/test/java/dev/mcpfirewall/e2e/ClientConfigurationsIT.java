// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client configurations differ by the wrap, and by nothing else. */
class ClientConfigurationsIT {
  private static final Path FOLDER = Path.of("..", "examples", "clients");
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @ValueSource(strings = {"claude-desktop", "claude-code", "cursor", "vscode", "windsurf", "zed"})
  void differByTheWrapAlone(String client) throws IOException {
    JsonNode without = server("without", client);
    JsonNode with = server("with", client);

    List<String> expected =
        new ArrayList<>(List.of("mcp-firewall", "wrap", "--name", "files", "--"));
    expected.addAll(command(without));

    assertThat(command(with)).isEqualTo(expected);
    assertThat(with.path("type")).isEqualTo(without.path("type"));
  }

  private static JsonNode server(String folder, String client) throws IOException {
    JsonNode file =
        JSON.readTree(Files.readString(FOLDER.resolve(folder).resolve(client + ".json")));
    return file.iterator().next().path("files");
  }

  private static List<String> command(JsonNode server) {
    List<String> command = new ArrayList<>();
    command.add(server.path("command").asString());
    server.path("args").forEach(argument -> command.add(argument.asString()));
    return command;
  }
}
