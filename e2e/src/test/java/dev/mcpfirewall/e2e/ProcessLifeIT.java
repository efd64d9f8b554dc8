// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a session ends, nothing is left running. That nothing is, {@link Bench} checks too. */
@Timeout(60)
class ProcessLifeIT {
  private static final Map<String, String> STUBBORN =
      Map.of("IGNORE_EOF", "1", "IGNORE_SIGNALS", "1");

  @RegisterExtension final Bench bench = new Bench();

  @BeforeEach
  void needsProcfs() {
    Prerequisite.procfs();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 42, 255})
  void carriesTheExitCodeOver(int code) {
    McpProcess client =
        bench.wrap(Map.of("EXIT_AT_EOF", Integer.toString(code)), List.of(), Peers.echoServer());
    client.initialize("2025-06-18");
    client.closeInput();

    assertThat(client.exitCode()).isEqualTo(code);
  }

  @Test
  void carriesDeathBySignalOver() {
    McpProcess client = started(Map.of());
    client.send(Messages.call(1, "abort", "{}"));

    assertThat(Messages.errorCode(client.answer(1))).isNegative();
    assertThat(client.exitCode()).isEqualTo(128 + 9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void endsAGoodServerBySignal(String signal) {
    McpProcess client = started(Map.of());
    long server = pid(client, "pid");

    client.signal(signal);

    client.exitCode();
    assertGone(server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void endsAServerThatIgnoresEverythingBySignal(String signal) {
    McpProcess client = started(STUBBORN);
    long server = pid(client, "pid");

    client.signal(signal);

    client.exitCode();
    assertGone(server);
  }

  @Test
  void endsAStubbornServerWhenTheClientGoesAway() {
    McpProcess client = started(STUBBORN);
    long server = pid(client, "pid");

    client.disappear();

    client.exitCode();
    assertGone(server);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endsTheServersChildren(boolean detached) {
    McpProcess client = started(Map.of());
    long child = child(client, detached);

    client.closeInput();

    client.exitCode();
    assertGone(child);
  }

  @Test
  void endsTheWholeTreeBehindAShell() {
    String server = String.join(" ", quoted(Peers.echoServer()));
    McpProcess client = bench.wrap(STUBBORN, List.of(), List.of("sh", "-c", server + " & wait"));
    client.signal("TERM");

    client.exitCode();
    Bench.await("the tree's end", () -> bench.running().isEmpty());
  }

  @Test
  void leavesNoOrphanWhenItsOwnProcessIsKilled() {
    McpProcess client = started(STUBBORN);
    long server = pid(client, "pid");
    long child = child(client, false);

    client.signal("KILL");

    client.exitCode();
    assertGone(server);
    assertGone(child);
  }

  @Test
  void logVerifiesAfterAKill() {
    McpProcess client = started(Map.of());
    for (int id = 1; id <= 200; id++) {
      client.send(Messages.call(id, "echo", "{\"message\":\"m\"}"));
    }
    client.answer(100);

    client.signal("KILL");

    client.exitCode();
    Outcome verified = bench.verify();
    assertThat(verified.exit()).as(verified.toString()).isZero();
    assertThat(bench.audit().size()).isGreaterThanOrEqualTo(100);
  }

  @Test
  void endsWhenItsServerIsKilled() {
    McpProcess client = started(Map.of());
    client.send(Messages.call(1, "silent", "{}"));
    long server = pid(client, "pid");
    ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly);

    assertThat(Messages.errorCode(client.answer(1))).isNegative();
    assertThat(client.exitCode()).isEqualTo(128 + 9);
  }

  @Test
  void severalAtOnceKeepLogsOfTheirOwn() {
    List<McpProcess> clients =
        List.of(started(Map.of()), started(Map.of()), started(Map.of()), started(Map.of()));
    for (int id = 1; id <= 50; id++) {
      for (McpProcess client : clients) {
        client.send(Messages.call(id, "echo", "{\"message\":\"m\"}"));
      }
    }
    clients.forEach(client -> client.answer(50));
    clients.forEach(McpProcess::close);

    assertThat(bench.auditFiles()).hasSizeGreaterThanOrEqualTo(clients.size());
    assertThat(bench.verify().exit()).isZero();
  }

  private McpProcess started(Map<String, String> environment) {
    McpProcess client = bench.wrap(environment, List.of(), Peers.echoServer());
    client.initialize("2025-06-18");
    return client;
  }

  private static long pid(McpProcess client, String tool) {
    return Long.parseLong(Messages.text(client.call(900, tool, "{}")));
  }

  private static long child(McpProcess client, boolean detached) {
    String arguments = "{\"detached\":" + detached + "}";
    return Long.parseLong(Messages.text(client.call(901, "spawn_child", arguments)));
  }

  private static void assertGone(long pid) {
    Bench.await("the end of process " + pid, () -> !Processes.runs(pid));
  }

  private static List<String> quoted(List<String> command) {
    return command.stream().map(word -> "'" + word + "'").toList();
  }
}
