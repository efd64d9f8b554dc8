// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Splice;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.PolicyLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything denied: the connection lives, and nothing else does. */
class StrictestPolicyTest {
  private static final String STRICTEST =
      """
      version: 1
      default: deny
      servers:
        files: { tools: { read_file: enabled, "write_*": disabled } }
      checks: { injection: deny, smuggling: deny, secrets: deny, pii: deny, paths: deny, commands: deny, egress: deny }
      """;

  @TempDir private Path folder;
  private PolicyFile policy = PolicyFile.DEFAULTS;

  @BeforeEach
  void load() throws IOException {
    Path file = Files.writeString(folder.resolve("strict.yaml"), STRICTEST);
    Home home = Home.of(Map.of(Home.VARIABLE, folder.resolve("home").toString()), folder);
    policy = new PolicyLoader(home).load(folder, Optional.of(file)).policy();
  }

  private Ruling judge(Direction direction, String answers, String json) {
    Optional<Asked> asked =
        answers.isEmpty() ? Optional.empty() : Optional.of(new Asked(answers, Optional.empty()));
    return Firewall.of(policy, () -> false)
        .pipeline(direction)
        .judge(Exchange.with("files", direction, asked), message(json));
  }

  private static Message message(String json) {
    return ((Reading.Single) Reader.read(Bytes.utf8(json), false)).message();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'id':1,'method':'initialize','params':{'protocolVersion':'2025-11-25','capabilities':{},"
            + "'clientInfo':{'name':'a client','version':'1.2.3'}}",
        "'id':1,'method':'server/discover','params':{}",
        "'id':1,'method':'ping'",
        "'method':'notifications/initialized'",
        "'method':'notifications/cancelled','params':{'requestId':1,'reason':'user stopped it'}",
        "'method':'notifications/progress','params':{'progressToken':'t','progress':1,'message':'half'}",
        "'id':1,'method':'tools/list'",
        "'id':1,'method':'tools/call','params':{'name':'read_file','arguments':{'path':'a.txt'}}",
      })
  void keepsTheConnectionAlive(String message) {
    String json = "{\"jsonrpc\":\"2.0\"," + message.replace('\'', '"') + "}";

    assertThat(judge(Direction.INBOUND, "", json).effect()).isEqualTo(Effect.ALLOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'id':1,'method':'tools/call','params':{'name':'write_file','arguments':{}}",
        "'id':1,'method':'tools/call','params':{'name':'unheard_of','arguments':{}}",
        "'method':'tools/call','params':{'name':'write_file','arguments':{}}",
        "'id':1,'method':'resources/read','params':{'uri':'x://y'}",
        "'id':1,'method':'prompts/get','params':{'name':'p'}",
        "'id':1,'method':'completion/complete','params':{}",
        "'id':1,'method':'x/unknown'",
        "'method':'x/unknown'",
      })
  void refusesWhatNobodyAllowed(String message) {
    String json = "{\"jsonrpc\":\"2.0\"," + message.replace('\'', '"') + "}";

    assertThat(judge(Direction.INBOUND, "", json).effect()).isEqualTo(Effect.DENY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'name':'write_file'},{'name':'read_file'},{'name':'write_all'}]",
        "[{'name':'write_a'},{'name':'write_b'} , {'name':'read_file'}]",
        "[{'name':'read_file'},{'name':'write_a'},{'name':'write_b'}]",
        "[ {'name':'write_a'}, {'name':'read_file'} ,{'name':'other'} ]",
      })
  void disabledToolsVanishFromListsWhereverTheyStand(String tools) {
    String json =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"resultType\":\"complete\",\"ttlMs\":3600000,\"tools\":"
            + tools.replace('\'', '"')
            + "}}";

    Ruling ruling = judge(Direction.OUTBOUND, "tools/list", json);
    Bytes after = Splice.apply(message(json).raw(), ruling.edits());

    assertThat(after.utf8())
        .contains("\"tools\":[", "{\"name\":\"read_file\"}", "\"cacheScope\":\"private\"", "60000")
        .doesNotContain("write", "other", "3600000");
    assertThat(Document.parse(after)).isInstanceOf(Document.class);
  }

  @Test
  void aListOfDisabledToolsOnlyIsAnEmptyList() {
    String json =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[{\"name\":\"write_a\"}, {\"name\":\"write_b\"}]}}";

    Ruling ruling = judge(Direction.OUTBOUND, "tools/list", json);

    assertThat(Splice.apply(message(json).raw(), ruling.edits()).utf8())
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[]}}");
  }
}
