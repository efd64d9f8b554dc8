// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a policy says, in a running wrap around a server that would do anything. */
@Timeout(60)
class PolicyIT {
  private static final String ECHO = "{\"message\":\"m\"}";

  @RegisterExtension final Bench bench = new Bench();

  private McpProcess wrapped(String yaml, String... options) {
    List<String> all = new java.util.ArrayList<>(List.of("--config", bench.config(yaml)));
    all.addAll(List.of(options));
    return bench.wrap(Map.of(), all, Peers.echoServer());
  }

  private static JsonNode initialize(McpProcess client, long id, String name) {
    return client.request(
        id,
        "initialize",
        Messages.initialize("2025-06-18").replace("\"e2e\"", Messages.quoted(name)));
  }

  private String notes() {
    return "{\"path\":" + Messages.quoted(bench.file("notes.txt", "n").toString()) + "}";
  }

  private static void assertRefused(JsonNode answer, String rule) {
    assertThat(Messages.isToolError(answer)).as(answer.toString()).isTrue();
    assertThat(Messages.text(answer)).contains("Blocked by mcp-firewall", "(rule " + rule + ")");
  }

  private static void assertPassed(JsonNode answer) {
    assertThat(answer.has("result")).as(answer.toString()).isTrue();
    assertThat(Messages.text(answer)).doesNotContain("Blocked by mcp-firewall");
  }

  private static List<String> listed(McpProcess client, long id) {
    return client
        .request(id, "tools/list", "{}")
        .at("/result/tools")
        .valueStream()
        .map(tool -> tool.path("name").asString())
        .toList();
  }

  @Test
  void anAgentSeesAndCallsWhatItMay() {
    McpProcess client =
        wrapped(
            "agents: { cursor: { deny: [flood] }, claude: { allow: [echo] } }\n"
                + "servers: { \"*\": { tools: { run_command: disabled } } }\n");
    initialize(client, 1, "cursor");

    assertThat(listed(client, 2)).contains("echo").doesNotContain("flood", "run_command");
    assertPassed(client.call(3, "echo", ECHO));
    assertRefused(client.call(4, "flood", "{\"count\":1,\"size\":1}"), "agents.cursor.deny");
    assertRefused(client.call(5, "run_command", "{\"command\":\"x\"}"), "policy.tool-disabled");

    McpProcess other = wrapped("agents: { claude: { allow: [echo] } }\n");
    initialize(other, 1, "Claude");
    assertThat(listed(other, 2)).containsExactly("echo");
    assertPassed(other.call(3, "echo", ECHO));
    assertThat(Messages.isToolError(other.call(4, "flood", "{}"))).isTrue();
  }

  @Test
  void anotherNameInMidSessionChangesNothing() {
    McpProcess client = wrapped("agents: { cursor: { deny: [echo] } }\n");
    initialize(client, 1, "cursor");
    assertRefused(client.call(2, "echo", ECHO), "agents.cursor.deny");

    initialize(client, 3, "claude");
    assertRefused(client.call(4, "echo", ECHO), "agents.cursor.deny");
    String modern =
        "{\"name\":\"echo\",\"arguments\":"
            + ECHO
            + ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"claude\",\"version\":\"1\"}}}";
    assertRefused(client.request(5, "tools/call", modern), "agents.cursor.deny");
    client.close();
    assertThat(bench.audit()).anyMatch(line -> line.contains("\"name\":\"claude\""));
  }

  @Test
  void aModernClientIsHeldToItsFirstName() {
    McpProcess client = wrapped("agents: { cursor: { deny: [echo] } }\n");
    String meta =
        "{\"name\":\"echo\",\"arguments\":"
            + ECHO
            + ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"NAME\",\"version\":\"1\"}}}";

    JsonNode first = client.request(1, "tools/call", meta.replace("NAME", "cursor"));
    JsonNode second = client.request(2, "tools/call", meta.replace("NAME", "claude"));

    assertRefused(first, "agents.cursor.deny");
    assertRefused(second, "agents.cursor.deny");
  }

  @Test
  void whoStartsTheWrapSaysWhoItIsFor() {
    McpProcess client = wrapped("agents: { ci: { deny: [echo] } }\n", "--agent", "ci");
    initialize(client, 1, "claude");

    assertRefused(client.call(2, "echo", ECHO), "agents.ci.deny");
    client.close();
    assertThat(bench.audit()).anyMatch(line -> line.contains("\"agent\":\"ci\""));
  }

  @Test
  void whatNeedsAPersonIsRefusedWithItsReason() {
    McpProcess client =
        wrapped(
            "agents: { \"*\": { require_approval: [echo] } }\n"
                + "rules: [ { name: ask, tool: flood, action: prompt, message: \"ask Ann\" } ]\n");
    client.initialize("2025-06-18");

    JsonNode held = client.call(1, "echo", ECHO);
    assertThat(Messages.isToolError(held)).isTrue();
    assertThat(Messages.text(held)).contains("needs a person's approval");
    assertThat(Messages.text(client.call(2, "flood", "{}")))
        .contains("needs a person's approval", "ask Ann", "rules.ask");
  }

  @Test
  void aRateLimitSaysWhenToComeBack() {
    McpProcess client =
        wrapped("rate_limits: { tools: { echo: 2/h } }\nlimits: { error_form: error }\n");
    client.initialize("2025-06-18");
    assertPassed(client.call(1, "echo", ECHO));
    assertPassed(client.call(2, "echo", ECHO));

    JsonNode refused = client.call(3, "echo", ECHO);

    assertThat(Messages.errorCode(refused)).isBetween(-32019, -32000);
    assertThat(refused.at("/error/data/rule").asString("")).isEqualTo("rate-limits.tool");
    assertThat(refused.at("/error/data/retry_after_ms").asLong(0)).isBetween(1L, 1_800_000L);
    assertPassed(client.call(4, "read_file", notes()));

    McpProcess other = wrapped("rate_limits: { global: 1/h }\n");
    other.initialize("2025-06-18");
    assertPassed(other.call(1, "echo", ECHO));
    JsonNode text = other.call(2, "echo", ECHO);
    assertRefused(text, "rate-limits.global");
    assertThat(Messages.text(text)).containsPattern("try again in \\d+ s");
  }

  @Test
  void everyCallOfABatchCounts() {
    McpProcess client = wrapped("rate_limits: { global: 3/h }\n");
    client.initialize("2025-03-26");
    StringBuilder batch = new StringBuilder("[");
    for (int id = 1; id <= 5; id++) {
      batch.append(id == 1 ? "" : ",").append(Messages.call(id, "echo", ECHO));
    }

    client.send(batch.append("]").toString());

    int refused = 0;
    for (int id = 1; id <= 5; id++) {
      refused += Messages.isToolError(client.answer(id)) ? 1 : 0;
    }
    assertThat(refused).isEqualTo(2);
  }

  @Test
  void aChainIsBrokenBeforeItsLastStepEvenWhenAllIsSaidAtOnce() {
    McpProcess client =
        wrapped(
            "chains: [ { name: read-then-run, within: 10m, action: deny,\n"
                + "  steps: [ { tool: \"read_*\" }, { tool: \"run_*\" } ] } ]\n");
    client.initialize("2025-06-18");
    assertPassed(client.call(1, "run_command", "{\"command\":\"ls\"}"));

    client.send(
        Messages.call(2, "read_file", notes())
            + "\n"
            + Messages.call(3, "run_command", "{\"command\":\"ls\"}"));

    assertPassed(client.answer(2));
    assertRefused(client.answer(3), "chains.read-then-run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FLOOD",
        "Flood",
        " flood",
        "flood ",
        "flood\\t",
        "fl\\u200bood",
        "\\ufeffflood",
        "\\uff46lood",
        "fl\\u043e\\u043ed",
        "flo\\u00adod",
        "f\\u2060lood",
        "flo\\u03bfd"
      })
  void aDisguisedNameIsTheNameItLooksLike(String disguise) {
    McpProcess client =
        wrapped(
            "servers: { \"*\": { tools: { flood: disabled } } }\n"
                + "agents: { cursor: { deny: [run_command] } }\n");
    initialize(client, 1, "cursor");

    assertRefused(client.call(2, disguise, "{}"), "policy.tool-disabled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CURSOR", " cursor ", "cur\u200bsor", "\uff43ursor", "cu\u0433sor", "curs\u043er"})
  void aDisguisedAgentIsTheOneItLooksLike(String disguise) {
    McpProcess client = wrapped("agents: { \"curs?r|cu?sor\": { deny: [echo] } }\n");
    initialize(client, 1, disguise);

    assertThat(Messages.isToolError(client.call(2, "echo", ECHO))).isTrue();
  }

  @Test
  void aChangedPolicyTakesEffectAndABrokenOneDoesNot() {
    McpProcess client = wrapped("agents: { e2e: { deny: [echo] } }\n");
    client.initialize("2025-06-18");
    assertRefused(client.call(1, "echo", ECHO), "agents.e2e.deny");

    bench.config("agents: { e2e: { deny: [flood] } }\n");
    long[] id = {10};
    Bench.await("the new policy", () -> !Messages.isToolError(client.call(id[0]++, "echo", ECHO)));
    assertRefused(client.call(2, "flood", "{}"), "agents.e2e.deny");

    bench.config("agents: { e2e: { dney: [echo] } }\n");
    Bench.await("the complaint", () -> client.stderr().contains("unknown key `dney`"));
    assertPassed(client.call(3, "echo", ECHO));
    assertRefused(client.call(4, "flood", "{}"), "agents.e2e.deny");

    bench.config("agents: { e2e: { deny: [echo] } }\naudit: { retention_days: 9 }\n");
    Bench.await(
        "the mended policy", () -> Messages.isToolError(client.call(id[0]++, "echo", ECHO)));
    client.close();
    assertThat(client.stderr())
        .contains("the policy has changed", "`audit` takes effect when the server is started anew");
    assertThat(bench.audit())
        .anyMatch(line -> line.contains("policy.reloaded"))
        .anyMatch(line -> line.contains("policy.rejected") && line.contains("config.unknown-key"))
        .noneMatch(line -> line.contains("dney"));
  }

  @Test
  void monitorModeRefusesNothingAndRecordsEverything() {
    McpProcess client =
        wrapped("mode: monitor\nagents: { e2e: { deny: [echo] } }\nrate_limits: { global: 1/h }\n");
    client.initialize("2025-06-18");

    assertPassed(client.call(1, "echo", ECHO));
    assertPassed(client.call(2, "echo", ECHO));
    client.close();
    assertThat(bench.audit())
        .anyMatch(line -> line.contains("agents.e2e.deny") && line.contains("\"forwarded\""));
  }
}
