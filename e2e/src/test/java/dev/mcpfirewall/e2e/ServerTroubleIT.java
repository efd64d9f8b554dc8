// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may do wrong: its client is never worse off than without the firewall. */
@Timeout(60)
class ServerTroubleIT {
  @RegisterExtension final Bench bench = new Bench();

  @Test
  void dropsABannerAndWarns() {
    McpProcess client =
        bench.wrap(Map.of("BANNER", "Server listening!"), List.of(), Peers.echoServer());

    client.initialize("2025-06-18");

    assertThat(client.unclaimedErrors()).isEmpty();
    client.close();
    assertThat(client.rest()).doesNotContain("listening");
    assertThat(client.stderr()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noise",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"result\":{\"marker\":1}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"marker\",\"params\":null}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"marker\"} marker",
        "{\"jsonrpc\":\"2.0\",\"method\":\"marker\",\"params\":{\"s\":\"\\udfff\"}}",
      })
  void dropsLinesThatAreNoMessages(String line) {
    McpProcess client = started();
    client.call(1, "say", "{\"raw\":" + Messages.quoted(line + "\n") + "}");

    client.close();

    assertThat(client.rest()).doesNotContain("marker").doesNotContain("noise");
    assertThat(client.stderr()).isNotBlank();
  }

  @Test
  void dropsBinaryGarbage() {
    McpProcess client = started();
    byte[] garbage = new byte[10_000];
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = (byte) (i * 31 + 128);
    }
    garbage[garbage.length - 1] = '\n';
    String base64 = Base64.getEncoder().encodeToString(garbage);

    assertThat(Messages.text(client.call(1, "say", "{\"base64\":\"" + base64 + "\"}")))
        .isEqualTo("said");
  }

  @Test
  void passesStderrThrough() {
    McpProcess client = started();
    client.call(1, "complain", "{\"message\":\"something is odd: ü\"}");

    Bench.await("stderr", () -> client.stderr().contains("something is odd: ü"));
  }

  @Test
  void livesWithoutAStderr() {
    Prerequisite.procfs();
    List<String> wrap = bench.wrapCommand(List.of(), Peers.echoServer());
    List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>&-", "sh"));
    command.addAll(wrap);
    McpProcess client = bench.bare(command);
    client.initialize("2025-06-18");

    assertThat(Messages.isToolError(client.call(1, "read_file", "{\"path\":\"/etc/shadow\"}")))
        .isTrue();
    assertThat(Messages.text(client.call(2, "echo", "{\"message\":\"on\"}"))).isEqualTo("on");
  }

  @Test
  void answersEveryPendingRequestWhenTheServerCrashes() {
    McpProcess client = started();
    for (long id = 1; id <= 20; id++) {
      client.send(Messages.call(id, "silent", "{}"));
    }
    client.send(Messages.call(21, "exit", "{\"code\":3}"));

    for (long id = 1; id <= 21; id++) {
      assertThat(Messages.errorCode(client.answer(id))).as("id %d", id).isNegative();
    }
    assertThat(client.exitCode()).isEqualTo(3);
  }

  @Test
  void sendsWhatTheServerSaidLastBeforeItDied() {
    McpProcess client = started();
    client.send(Messages.call(1, "flood", "{\"count\":500,\"size\":2000}"));
    client.send(Messages.call(2, "exit", "{\"code\":0}"));

    assertThat(Messages.text(client.answer(1))).isEqualTo("flooded");
    assertThat(Messages.errorCode(client.answer(2))).isNegative();
    assertThat(client.exitCode()).isZero();
  }

  @Test
  void aServerThatNeverAnswersBlocksNobody() {
    McpProcess client = started();
    client.send(Messages.call(1, "silent", "{}"));
    client.send(Messages.notification("notifications/cancelled", "{\"requestId\":1}"));

    assertThat(Messages.text(client.call(2, "echo", "{\"message\":\"next\"}"))).isEqualTo("next");
    client.closeInput();
    assertThat(client.exitCode()).isZero();
  }

  @Test
  void saysThatACommandDoesNotExist() {
    McpProcess client = bench.wrap(List.of("no-such-command-anywhere", "--flag"));

    assertThat(client.exitCode()).isEqualTo(127);
    assertThat(client.stderr()).contains("no-such-command-anywhere");
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void saysThatAFileIsNoProgram() {
    McpProcess client = bench.wrap(List.of(bench.file("data.txt", "no program").toString()));

    assertThat(client.exitCode()).isEqualTo(126);
    assertThat(client.stderr()).contains("data.txt");
  }

  @Test
  void waitsForASlowStart() throws IOException {
    Path gate = bench.work().resolve("gate");
    McpProcess client =
        bench.wrap(Map.of("WAIT_FOR", gate.toString()), List.of(), Peers.echoServer());
    client.send(Messages.request(0, "initialize", Messages.initialize("2025-06-18")));
    client.send(Messages.call(1, "echo", "{\"message\":\"patience\"}"));
    client.send(Messages.call(2, "read_file", "{\"path\":\"/etc/shadow\"}"));

    assertThat(Messages.isToolError(client.answer(2))).as("denied before it starts").isTrue();
    Files.writeString(gate, "");
    assertThat(Messages.text(client.answer(1))).isEqualTo("patience");
  }

  @Test
  void keepsOrderOfManyAtOnce() {
    McpProcess client = started();
    StringBuilder calls = new StringBuilder();
    for (int id = 1; id <= 5_000; id++) {
      calls.append(Messages.call(id, "echo", "{\"message\":\"" + id + "\"}")).append('\n');
    }
    client.sendRaw(calls.toString().getBytes(StandardCharsets.UTF_8));

    for (int id = 1; id <= 5_000; id++) {
      assertThat(Messages.text(client.next())).isEqualTo(Integer.toString(id));
    }
  }

  private McpProcess started() {
    McpProcess client = bench.wrap(Peers.echoServer());
    client.initialize("2025-06-18");
    return client;
  }
}
