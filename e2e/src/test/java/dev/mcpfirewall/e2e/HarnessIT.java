// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The harness itself, without a firewall: what the other tests compare with is really so. */
@Timeout(60)
class HarnessIT {
  @RegisterExtension final Bench bench = new Bench();

  @Test
  void bareServerEchoes() {
    McpProcess server = bench.bare(Peers.echoServer());

    server.initialize("2025-06-18");

    assertThat(Messages.text(server.call(1, "echo", "{\"message\":\"é\"}"))).isEqualTo("é");
  }

  @Test
  void bareServerEndsWithItsInput() {
    McpProcess server = bench.bare(Peers.echoServer());
    server.closeInput();

    assertThat(server.exitCode()).isZero();
    assertThat(server.line()).isEmpty();
  }

  @Test
  void bareServerSaysWhatItIsTold() {
    McpProcess server = bench.bare(Peers.echoServer());
    server.send(Messages.call(1, "say", "{\"raw\":\"noise\\n\"}"));

    assertThat(server.line()).hasValue("noise".getBytes(StandardCharsets.UTF_8));
    assertThat(Messages.text(server.answer(1))).isEqualTo("said");
  }

  @Test
  void processesAreFoundByTheirMark() {
    Prerequisite.procfs();
    McpProcess server = bench.bare(Peers.echoServer());
    server.initialize("2025-06-18");
    long child = Long.parseLong(Messages.text(server.call(1, "spawn_child", "{}")));

    assertThat(bench.running()).extracting(ProcessHandle::pid).contains(server.pid(), child);

    ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
  }
}
