// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.audit.AuditEntry;
import dev.mcpfirewall.audit.AuditReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mcp-firewall audit show}. */
@Command(
    name = "show",
    description = "Shows decisions and notes in order of time. To prove them, use verify.",
    footer = {
      "",
      "Examples:",
      "  mcp-firewall audit show --decision 'deny|hold' --since 2h",
      "  mcp-firewall audit show --tool 'write_*' --json --limit 0"
    },
    mixinStandardHelpOptions = true)
final class AuditShowCommand implements Callable<Integer> {
  @Mixin private final AuditSelection selection;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "100",
      description = "The latest N only; 0 for all (default: ${DEFAULT-VALUE}).")
  private int limit;

  AuditShowCommand(AuditCommand.Places places) {
    this.selection = new AuditSelection(places);
  }

  @Override
  public Integer call() throws IOException {
    List<Path> log = selection.paths();
    for (Path path : log) {
      if (!Files.exists(path)) {
        throw selection.wrong("there is no log at `" + path + "`");
      }
    }
    try (AuditReader reader = selection.reader(log)) {
      List<AuditEntry> entries = reader.read(limit);
      selection.printHeader();
      entries.forEach(selection::print);
      selection.out().flush();
    }
    return 0;
  }
}
