// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Enforcing, monitoring, and the kill switch. */
@Timeout(60)
class ModesIT {
  private static final String ECHO = "{\"message\":\"m\"}";

  @RegisterExtension final Bench bench = new Bench();

  @Test
  void deniesWithATextTheAgentCanActOnAndRecordsIt() {
    McpProcess client = started();

    JsonNode answer = client.call(1, "run_command", "{\"command\":\"rm -rf /\"}");

    assertThat(Messages.isToolError(answer)).isTrue();
    assertThat(Messages.text(answer)).isNotBlank().doesNotContain("would run");
    client.close();
    assertThat(decisions("deny")).hasSize(1);
    assertThat(client.stderr()).as("one line for a person").contains("denied request");
  }

  @Test
  void requestsThatAreNoToolCallsAreDeniedByAnError() {
    McpProcess client = started();

    JsonNode answer = client.request(1, "resources/read", "{\"uri\":\"file:///etc/shadow\"}");

    assertThat(Messages.errorCode(answer)).isBetween(-32019, -32000);
    assertThat(answer.at("/error/data/rule").asString("")).isNotEmpty();
  }

  @Test
  void redactsASecretInAResult() {
    String secret = "AKIA" + "QX3M7TRZ5WVKJ2HB";
    McpProcess client = started();
    String path = bench.file("notes.txt", "key: " + secret + "\nrest\n").toString();

    JsonNode answer = client.call(1, "read_file", "{\"path\":" + Messages.quoted(path) + "}");

    assertThat(Messages.text(answer))
        .doesNotContain(secret)
        .endsWith("\nrest\n")
        .startsWith("key: ");
    client.close();
    assertThat(bench.audit()).noneMatch(line -> line.contains(secret));
    assertThat(client.stderr()).doesNotContain(secret);
  }

  @Test
  void monitorModePassesTheCallAndRecordsTheRuling() {
    String config = bench.config("version: 1\nmode: monitor\n");
    McpProcess client = bench.wrap(Map.of(), List.of("--config", config), Peers.echoServer());
    client.initialize("2025-06-18");

    JsonNode answer = client.call(1, "run_command", "{\"command\":\"rm -rf /\"}");

    assertThat(Messages.text(answer)).isEqualTo("would run rm -rf /");
    client.close();
    assertThat(decisions("deny")).hasSize(1).allMatch(line -> line.contains("forwarded"));
  }

  @Test
  void aDisabledToolIsNeitherListedNorCalled() {
    String config =
        bench.config("version: 1\nservers:\n  \"*\":\n    tools: { \"fl*\": disabled }\n");
    McpProcess client = bench.wrap(Map.of(), List.of("--config", config), Peers.echoServer());
    client.initialize("2025-06-18");

    JsonNode tools = client.request(1, "tools/list", "{}").at("/result/tools");
    JsonNode answer = client.call(2, "flood", "{\"count\":1,\"size\":1}");

    assertThat(tools.valueStream().map(tool -> tool.path("name").asString()))
        .contains("echo")
        .doesNotContain("flood");
    assertThat(Messages.isToolError(answer)).isTrue();
    assertThat(Messages.text(answer)).doesNotContain("flooded");
  }

  @Test
  void theStrictestConfigurationLetsASessionLive() {
    String config = bench.config("version: 1\ndefault: deny\n");
    McpProcess client = bench.wrap(Map.of(), List.of("--config", config), Peers.echoServer());

    assertThat(client.initialize("2025-06-18").has("result")).isTrue();
    assertThat(client.request(1, "ping", "{}").has("result")).isTrue();
    assertThat(Messages.isToolError(client.call(2, "echo", ECHO))).isTrue();
  }

  @Test
  void aMistakeInTheConfigurationIsShownWithItsPlace() {
    String config = bench.config("version: 1\nmoed: monitor\n");
    McpProcess client = bench.wrap(Map.of(), List.of("--config", config), Peers.echoServer());

    assertThat(client.exitCode()).isEqualTo(2);
    assertThat(client.stderr()).contains("config.yaml:2:1").contains("mode");
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void theKillSwitchStopsARunningSessionAndReleasesIt() {
    McpProcess client = started();
    assertThat(Messages.isToolError(client.call(1, "echo", ECHO))).isFalse();

    assertThat(bench.cli("kill", "on").exit()).isZero();
    awaitCalls(client, true);
    assertThat(bench.cli("kill", "status").out()).contains("on");

    assertThat(bench.cli("kill", "off").exit()).isZero();
    awaitCalls(client, false);
  }

  @Test
  void theKillSwitchMayBeASignal() {
    Prerequisite.procfs();
    McpProcess client = started();
    assertThat(Messages.isToolError(client.call(1, "echo", ECHO))).isFalse();

    client.signal("USR1");

    awaitCalls(client, true);
  }

  private McpProcess started() {
    McpProcess client = bench.wrap(Peers.echoServer());
    client.initialize("2025-06-18");
    return client;
  }

  private static void awaitCalls(McpProcess client, boolean denied) {
    long[] id = {1000};
    Bench.await(
        "calls to be " + (denied ? "denied" : "allowed"),
        () -> Messages.isToolError(client.call(id[0]++, "echo", ECHO)) == denied);
  }

  private List<String> decisions(String effect) {
    JsonMapper json = new JsonMapper();
    return bench.audit().stream()
        .filter(line -> json.readTree(line).path("decision").asString("").equals(effect))
        .toList();
  }
}
