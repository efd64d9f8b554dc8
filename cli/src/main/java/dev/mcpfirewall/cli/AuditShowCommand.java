// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.audit.AuditEntry;
import dev.mcpfirewall.audit.AuditQuery;
import dev.mcpfirewall.audit.AuditReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
  @Mixin private final AuditCommand.Places places;
  @Mixin private AuditFilters filters = new AuditFilters();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "Files and directories (default: the whole log).")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "100",
      description = "The latest N only; 0 for all (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print the lines as they stand in the log.")
  private boolean json;

  AuditShowCommand(AuditCommand.Places places) {
    this.places = places;
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec here = Objects.requireNonNull(spec);
    List<Path> named = places.named(paths);
    for (Path path : named) {
      if (!Files.exists(path)) {
        throw new ParameterException(here.commandLine(), "there is no log at `" + path + "`");
      }
    }
    ZoneId zone = ZoneId.systemDefault();
    AuditQuery query;
    try {
      query = filters.query(Instant.now(), zone);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          here.commandLine(), Objects.requireNonNullElse(e.getMessage(), "no time"), e);
    }
    try (AuditReader reader = new AuditReader(named, query)) {
      print(reader.read(limit), zone, here.commandLine().getOut());
    }
    return 0;
  }

  private void print(List<AuditEntry> entries, ZoneId zone, PrintWriter out) {
    AuditRows rows = new AuditRows(Paint.ofStandardOutput(), zone);
    if (!json) {
      out.println(rows.header());
    }
    for (AuditEntry entry : entries) {
      out.println(json ? entry.raw().utf8() : rows.row(entry));
    }
    out.flush();
  }
}
