// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A side that does not read slows the other side down; it does not fill the memory. */
@Timeout(120)
class PressureIT {
  private static final int COUNT = 4_000;
  private static final int SIZE = 65_536;
  private static final long BOUND_MEBIBYTES = 200; // of 250 MiB on their way

  @RegisterExtension final Bench bench = new Bench();

  @BeforeEach
  void needsProcfs() {
    Prerequisite.procfs();
  }

  @Test
  void aClientThatDoesNotReadSlowsTheServerDown() {
    McpProcess client = bench.wrap(Peers.echoServer());
    client.send(Messages.request(0, "initialize", Messages.initialize("2025-06-18")));
    client.send(Messages.call(1, "flood", "{\"count\":" + COUNT + ",\"size\":" + SIZE + "}"));

    awaitStandstill(client.pid());
    long peak = Processes.peakMebibytes(client.pid());

    assertThat(Messages.text(client.answer(1))).isEqualTo("flooded");
    assertThat(peak).isLessThan(BOUND_MEBIBYTES);
  }

  @Test
  void aServerThatDoesNotReadSlowsTheClientDown() throws Exception {
    Path gate = bench.work().resolve("gate");
    McpProcess client =
        bench.wrap(Map.of("WAIT_FOR", gate.toString()), List.of(), Peers.echoServer());
    Thread writer = Thread.ofPlatform().start(() -> flood(client));

    awaitStandstill(client.pid());
    long peak = Processes.peakMebibytes(client.pid());
    Files.writeString(gate, "");

    assertThat(Messages.text(client.answer(COUNT))).isEqualTo("z".repeat(SIZE));
    writer.join();
    assertThat(peak).isLessThan(BOUND_MEBIBYTES);
  }

  @Test
  void cancelledRequestsLeaveNothingBehind() {
    McpProcess client = bench.wrap(Peers.echoServer());
    client.initialize("2025-06-18");
    StringBuilder lines = new StringBuilder();
    for (int id = 1; id <= 50_000; id++) {
      lines.append(Messages.call(id, "silent", "{}")).append('\n');
      lines
          .append(Messages.notification("notifications/cancelled", "{\"requestId\":" + id + "}"))
          .append('\n');
    }
    client.sendRaw(lines.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(Messages.text(client.call(60_000, "echo", "{\"message\":\"m\"}"))).isEqualTo("m");
    assertThat(Processes.peakMebibytes(client.pid())).isLessThan(BOUND_MEBIBYTES);
  }

  private static void flood(McpProcess client) {
    String arguments = "{\"message\":\"" + "z".repeat(SIZE) + "\"}";
    for (int id = 1; id <= COUNT; id++) {
      client.send(Messages.call(id, "echo", arguments));
    }
  }

  /**
   * Waits until the process has read nothing for a while, or has read far more than it may hold.
   */
  private static void awaitStandstill(long pid) {
    long[] seen = {-1, 0};
    Bench.await(
        "the firewall to stop reading",
        () -> {
          long now = Processes.bytesRead(pid);
          seen[1] = now == seen[0] ? seen[1] + 1 : 0;
          seen[0] = now;
          return seen[1] > 100 && now > SIZE;
        });
  }
}
