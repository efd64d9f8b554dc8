// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.record;

import dev.mcpfirewall.audit.AuditEntry;
import dev.mcpfirewall.audit.AuditKeys;
import dev.mcpfirewall.audit.AuditQuery;
import dev.mcpfirewall.audit.AuditReader;
import dev.mcpfirewall.audit.AuditSettings;
import dev.mcpfirewall.audit.AuditVerifier;
import dev.mcpfirewall.audit.TrustedKeys;
import dev.mcpfirewall.audit.VerifyReport;
import dev.mcpfirewall.audit.VerifyReport.ChainReport;
import dev.mcpfirewall.audit.VerifyReport.Fault;
import dev.mcpfirewall.audit.VerifyReport.Kind;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.policy.PolicyLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an audit log has of sessions.
 *
 * @param sessions in the order in which they began
 * @param faults why the log is not to be trusted; none if it verifies
 */
public record Trail(List<RecordedSession> sessions, List<String> faults) {
  public Trail {
    sessions = List.copyOf(sessions);
    faults = List.copyOf(faults);
  }

  /** Of one session, while it is read. */
  private static final class Lines {
    private final List<AuditEntry> decisions = new ArrayList<>();
    private String authenticated = "";
  }

  /**
   * Reads and verifies a log.
   *
   * @param named a file or a directory of them; without it, the log that a wrap started here would
   *     write
   * @param keys public keys that may have signed it; none for the ones we know
   * @throws IOException if it cannot be read, or has no decision in it; the message says so
   */
  public static Trail read(Desk desk, Optional<Path> named, List<Path> keys) throws IOException {
    Path log = named.map(path -> desk.directory().resolve(path)).orElseGet(() -> ours(desk));
    if (!Files.exists(log)) {
      throw new NoSuchFileException("there is no log at `" + desk.shown(log) + "`");
    }
    List<String> faults = faults(desk, log, keys);
    Map<String, Lines> sessions = new LinkedHashMap<>();
    try (AuditReader reader = new AuditReader(List.of(log), AuditQuery.EVERYTHING)) {
      for (AuditEntry entry : reader.read(0)) {
        String id = entry.text("session");
        // Without a name of its own a session is what stands in one file.
        add(
            entry,
            sessions.computeIfAbsent(id.isEmpty() ? entry.file() + "" : id, n -> new Lines()));
      }
    }
    List<RecordedSession> read = new ArrayList<>();
    sessions.forEach((id, lines) -> {
      // Both lanes record, so times may cross; the numbers do not.
      lines.decisions.sort(Comparator.comparingLong(Trail::number));
      if (!lines.decisions.isEmpty()) {
        read.add(new RecordedSession(id, lines.authenticated, lines.decisions));
      }
    });
    if (read.isEmpty()) {
      throw new IOException("`" + desk.shown(log) + "` is no audit log with decisions in it");
    }
    return new Trail(read, faults);
  }

  private static void add(AuditEntry entry, Lines lines) {
    if (entry.kind().equals("decision")) {
      lines.decisions.add(entry);
    } else if (entry.kind().equals("note") && entry.text("event").equals("session.start")) {
      lines.authenticated =
          entry.document().root().member("details").flatMap(d -> d.memberText("agent")).orElse("");
    }
  }

  private static long number(AuditEntry entry) {
    String seq = entry.json("seq");
    return seq.matches("[0-9]{1,18}") ? Long.parseLong(seq) : Long.MAX_VALUE;
  }

  private static Path ours(Desk desk) {
    return new PolicyLoader(desk.home())
        .load(desk.directory(), Optional.empty())
        .policy()
        .audit()
        .directory()
        .orElse(AuditSettings.under(desk.home().directory()).directory());
  }

  private static List<String> faults(Desk desk, Path log, List<Path> keys) throws IOException {
    AuditSettings settings = AuditSettings.under(desk.home().directory());
    TrustedKeys trusted =
        TrustedKeys.read(
            keys.isEmpty()
                ? AuditKeys.in(settings.keys()).publicKeys()
                : keys.stream().map(desk.directory()::resolve).toList());
    AuditVerifier verifier = AuditVerifier.trusting(trusted);
    Path heads = settings.in(log).heads();
    VerifyReport report =
        (Files.isDirectory(log) && Files.isDirectory(heads) ? verifier.withHeads(heads) : verifier)
            .verify(List.of(log));
    List<String> faults = new ArrayList<>();
    for (ChainReport chain : report.chains()) {
      chain.faults().forEach(fault -> faults.add(words(fault, trusted)));
    }
    return faults;
  }

  private static String words(Fault fault, TrustedKeys trusted) {
    String place = fault.line() > 0 ? fault.file() + ":" + fault.line() : fault.file();
    String help =
        fault.kind() == Kind.FOREIGN_KEY && trusted.isEmpty()
            ? " (no public key is known here; name one with --key)"
            : "";
    return Desk.plain(fault.kind().wire() + " " + place + ": " + fault.message() + help);
  }
}
