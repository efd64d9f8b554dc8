// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.audit.AuditReader;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mcp-firewall audit tail}. */
@Command(
    name = "tail",
    description = "Shows the latest decisions, and with -f those that follow, also in new files.",
    footer = {"", "Example:", "  mcp-firewall audit tail -f --decision 'deny|hold|redact'"},
    mixinStandardHelpOptions = true)
final class AuditTailCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 250;

  @Mixin private final AuditSelection selection;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many to begin with (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until interrupted.")
  private boolean follow;

  AuditTailCommand(AuditCommand.Places places) {
    this.selection = new AuditSelection(places);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (count < 1) {
      throw selection.wrong("--lines is 1 or more");
    }
    try (AuditReader reader = selection.reader(selection.paths())) {
      reader.read(count).forEach(selection::print);
      selection.out().flush();
      while (follow && !selection.out().checkError()) {
        Thread.sleep(POLL_MILLIS);
        reader.next(selection::print);
        selection.out().flush();
      }
    }
    return 0;
  }
}
