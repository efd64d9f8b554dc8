// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The demonstration prints what its golden file says, up to what the clock and chance decide;
 * {@code -Dgolden.update} writes the file anew.
 */
@Timeout(120)
class DemoIT {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "demo");

  @RegisterExtension final Bench bench = new Bench();

  @Test
  void vulnerableServer() throws IOException {
    Peers.vulnerableServer();

    assertGolden("vulnerable.txt", bench.cli("demo", "--server", "vulnerable"));
  }

  @Test
  void filesystemServer() throws IOException {
    Peers.installed();
    Outcome outcome = bench.cli("demo");
    Prerequisite.optional(!outcome.out().contains("did not start"), "npx finds no server here");

    assertGolden("filesystem.txt", outcome);
  }

  @Test
  void leavesTheUsersHomeAlone() {
    Peers.vulnerableServer();
    bench.cli("demo", "--server", "vulnerable");

    assertThat(bench.home()).doesNotExist();
  }

  @Test
  void saysWhatIsMissing() {
    List<String> command = new ArrayList<>(List.of("/usr/bin/env", "PATH=/nowhere"));
    command.addAll(Launcher.found().with(List.of("demo")));

    Outcome outcome = bench.run(command);

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).contains("Needed: `npx`");
  }

  private static void assertGolden(String name, Outcome outcome) throws IOException {
    String settled =
        outcome
            .out()
            .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}", "<time>")
            .replaceAll("\"pid\":\"\\d+\"", "\"pid\":\"<pid>\"")
            // How many signatures there are, each a line, is a matter of time.
            .replaceAll("\\b\\d+ lines", "<n> lines")
            .replaceAll("(?m)^(verified +\\S+?)-\\d{8}-[0-9a-f]{12}", "$1-<session>");
    Path golden = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, settled);
    }
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(sorted(settled)).isEqualTo(sorted(Files.readString(golden)));
  }

  /** Both directions write the log at the same time: its rows may come in another order. */
  private static List<String> sorted(String page) {
    return page.lines().sorted().toList();
  }
}
