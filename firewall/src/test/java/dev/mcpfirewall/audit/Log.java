// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A log in a directory of its own, for tests; its clock moves by hand. */
final class Log {
  final AuditSettings settings;
  private Instant now = Events.AT;

  Log(Path home) {
    this(AuditSettings.under(home));
  }

  Log(AuditSettings settings) {
    this.settings = settings;
  }

  Log with(AuditSettings.Fsync fsync, long rotateBytes, AuditSettings.Retention retention) {
    return new Log(
        new AuditSettings(
            settings.directory(),
            settings.heads(),
            settings.keys(),
            fsync,
            rotateBytes,
            retention,
            settings.onFailure()));
  }

  InstantSource clock() {
    return () -> now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** A journal that seals only when {@code flush} or {@code close} is called. */
  FileJournal open(String session) {
    return open(session, LogFile.Opener.DISK);
  }

  FileJournal open(String session, LogFile.Opener opener) {
    return FileJournal.open(settings, "files", session, clock(), opener);
  }

  /** A small log that ends in order: decisions of all kinds, a note, two seals. */
  static Log sample(Path home) {
    Log log =
        new Log(home).with(AuditSettings.Fsync.NEVER, 1 << 20, AuditSettings.Retention.DEFAULT);
    try (FileJournal journal = log.open("s1")) {
      journal.append(List.of(Events.note("session.start"), Events.call("read", "{\"a\":1}")));
      journal.flush();
      journal.append(List.of(Events.denied("rm", "{\"path\":\"/etc/größe\"}")));
      journal.append(List.of(Events.call("write", "{\"b\":[1,2.50,\"x\\u0001\"],\"a\":null}")));
    }
    return log;
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(settings.directory())) {
      return files.sorted().toList();
    }
  }

  Path file() throws IOException {
    return files().getFirst();
  }

  List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(file()));
  }

  void write(List<String> lines) throws IOException {
    Files.writeString(file(), String.join("\n", lines) + "\n");
  }

  TrustedKeys keys() throws IOException {
    return TrustedKeys.read(AuditKeys.in(settings.keys()).publicKeys());
  }

  VerifyReport verify() throws IOException {
    return AuditVerifier.trusting(keys())
        .withHeads(settings.heads())
        .verify(List.of(settings.directory()));
  }

  List<VerifyReport.Kind> faults() throws IOException {
    return verify().chains().stream()
        .flatMap(chain -> chain.faults().stream())
        .map(VerifyReport.Fault::kind)
        .toList();
  }
}
