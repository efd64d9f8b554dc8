// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.audit.AuditEntry;
import dev.mcpfirewall.audit.AuditQuery;
import dev.mcpfirewall.audit.AuditReader;
import java.io.IOException;
import java.io.PrintWriter;
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

/** {@code mcp-firewall audit tail}. */
@Command(
    name = "tail",
    description = "Shows the latest decisions, and with -f those that follow, also in new files.",
    footer = {"", "Example:", "  mcp-firewall audit tail -f --decision 'deny|hold|redact'"},
    mixinStandardHelpOptions = true)
final class AuditTailCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 250;

  @Mixin private final AuditCommand.Places places;
  @Mixin private AuditFilters filters = new AuditFilters();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "Files and directories (default: the whole log).")
  private List<Path> paths = new ArrayList<>();

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

  @Option(names = "--json", description = "Print the lines as they stand in the log.")
  private boolean json;

  AuditTailCommand(AuditCommand.Places places) {
    this.places = places;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec here = Objects.requireNonNull(spec);
    if (count < 1) {
      throw new ParameterException(here.commandLine(), "--lines is 1 or more");
    }
    ZoneId zone = ZoneId.systemDefault();
    AuditQuery query;
    try {
      query = filters.query(Instant.now(), zone);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          here.commandLine(), Objects.requireNonNullElse(e.getMessage(), "no time"), e);
    }
    PrintWriter out = here.commandLine().getOut();
    AuditRows rows = new AuditRows(Paint.ofStandardOutput(), zone);
    try (AuditReader reader = new AuditReader(places.named(paths), query)) {
      reader.read(count).forEach(entry -> print(entry, rows, out));
      out.flush();
      while (follow && !out.checkError()) {
        Thread.sleep(POLL_MILLIS);
        reader.next(entry -> print(entry, rows, out));
        out.flush();
      }
    }
    return 0;
  }

  private void print(AuditEntry entry, AuditRows rows, PrintWriter out) {
    out.println(json ? entry.raw().utf8() : rows.row(entry));
  }
}
