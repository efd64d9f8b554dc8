// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.audit.AuditEntry;
import dev.mcpfirewall.audit.AuditReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code show} and {@code tail} have in common: which lines of which log, in which form. */
final class AuditSelection {
  private final ZoneId zone = ZoneId.systemDefault();
  private final AuditRows rows = new AuditRows(Paint.ofStandardOutput(), zone);

  @Mixin private final AuditCommand.Places places;
  @Mixin private AuditFilters filters = new AuditFilters();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Parameters(paramLabel = "PATH", description = "Files and directories (default: the whole log).")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--json", description = "Print the lines as they stand in the log.")
  private boolean json;

  AuditSelection(AuditCommand.Places places) {
    this.places = places;
  }

  /** Where the log is: what was named, or the whole of it. */
  List<Path> paths() {
    return places.named(paths);
  }

  /**
   * What reads the lines that were chosen from a log.
   *
   * @throws ParameterException if a time that was given is none
   */
  AuditReader reader(List<Path> log) throws IOException {
    try {
      return new AuditReader(log, filters.query(Instant.now(), zone));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command().commandLine(), Objects.requireNonNullElse(e.getMessage(), "no time"), e);
    }
  }

  /** Prints the names of the columns, where there are columns. */
  void printHeader() {
    if (!json) {
      out().println(rows.header());
    }
  }

  void print(AuditEntry entry) {
    out().println(json ? entry.raw().utf8() : rows.row(entry));
  }

  PrintWriter out() {
    return command().commandLine().getOut();
  }

  /** The command was called wrongly. */
  ParameterException wrong(String message) {
    return new ParameterException(command().commandLine(), message);
  }

  private CommandSpec command() {
    return Objects.requireNonNull(command);
  }
}
