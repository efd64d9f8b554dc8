// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where nothing can be recorded, nothing is done; what was recorded still verifies. */
@Timeout(60)
class FullDiskIT {
  @RegisterExtension final Bench bench = new Bench();

  @Test
  void deniesWithAClearMessageOnceTheDiskIsFull() throws IOException {
    Path disk = Files.createDirectory(bench.work().resolve("disk"));
    boolean mounted =
        bench
                .run(List.of("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()))
                .exit()
            == 0;
    Prerequisite.optional(mounted, "needs the right to mount a tmpfs");
    try {
      fillUp(disk);
    } finally {
      bench.run(List.of("umount", "-l", disk.toString()));
    }
  }

  private void fillUp(Path disk) {
    Map<String, String> home = Map.of("MCP_FIREWALL_HOME", disk.resolve("home").toString());
    McpProcess client = bench.wrap(home, List.of(), Peers.echoServer());
    client.initialize("2025-06-18");
    long[] id = {1};
    String message = "{\"message\":\"" + "m".repeat(1000) + "\"}";
    Bench.await("a denial", () -> Messages.isToolError(client.call(id[0]++, "echo", message)));

    assertThat(Messages.text(client.call(id[0]++, "echo", message))).containsIgnoringCase("audit");
    client.close();
    Outcome verified = bench.run(home, Launcher.found().with(List.of("audit", "verify")));
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }
}
