// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.audit.AuditSettings.Fsync;
import dev.mcpfirewall.audit.AuditSettings.Retention;
import dev.mcpfirewall.audit.VerifyReport.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
  @TempDir Path home;

  @Test
  void aFullFileIsFollowedByAnotherInTheSameChain() throws IOException {
    Log log = filled(new Log(home).with(Fsync.NEVER, 4096, Retention.DEFAULT), 30);

    VerifyReport report = log.verify();
    assertThat(report.chains()).hasSize(1);
    assertThat(report.chains().getFirst().files()).isGreaterThan(3);
    assertThat(report.chains().getFirst().faults()).isEmpty();
    assertThat(report.chains().getFirst().unsigned()).isZero();
  }

  @Test
  void aNewDayBeginsANewFile() throws IOException {
    Log log = new Log(home).with(Fsync.NEVER, 1 << 20, Retention.DEFAULT);
    try (FileJournal journal = log.open("s1")) {
      journal.append(List.of(Events.call("a", "{}")));
      log.pass(Duration.ofDays(1));
      journal.flush();
      journal.append(List.of(Events.call("b", "{}")));
    }

    assertThat(log.files())
        .extracting(file -> String.valueOf(file.getFileName()))
        .containsExactlyInAnyOrder("files-20261121-s1.jsonl", "files-20261121-s1.20261122-2.jsonl");
    assertThat(log.faults()).isEmpty();
  }

  @Test
  void aFileInTheMiddleIsMissed() throws IOException {
    Log log = filled(new Log(home).with(Fsync.NEVER, 4096, Retention.DEFAULT), 30);

    Files.delete(home.resolve("audit/files-20261121-s1.20261121-3.jsonl"));

    assertThat(log.faults()).contains(Kind.MISSING_FILE);
  }

  @Test
  void theFirstAndTheLastFileAreMissed() throws IOException {
    Log log = filled(new Log(home).with(Fsync.NEVER, 4096, Retention.DEFAULT), 30);
    int last = log.files().size();

    Files.delete(home.resolve("audit/files-20261121-s1.jsonl"));
    assertThat(log.faults()).containsExactly(Kind.MISSING_FILE);

    Files.delete(home.resolve("audit/files-20261121-s1.20261121-" + last + ".jsonl"));
    assertThat(log.faults()).containsExactly(Kind.MISSING_FILE, Kind.MISSING_FILE);
  }

  @Test
  void oneFileOfSeveralCanBeVerifiedAlone() throws IOException {
    Log log = filled(new Log(home).with(Fsync.NEVER, 4096, Retention.DEFAULT), 30);

    VerifyReport report =
        AuditVerifier.trusting(log.keys())
            .withHeads(log.settings.heads())
            .verify(List.of(home.resolve("audit/files-20261121-s1.20261121-2.jsonl")));

    assertThat(report.isVerified()).isTrue();
    assertThat(report.chains().getFirst().remarks())
        .anySatisfy(remark -> assertThat(remark).contains("begins with file 2"))
        .anySatisfy(remark -> assertThat(remark).contains("goes on in"));
  }

  @Test
  void retiredFilesOfTheRunningChainAreNotMissed() throws IOException {
    Log log = filled(new Log(home).with(Fsync.NEVER, 4096, new Retention(Duration.ZERO, 2)), 40);

    assertThat(log.files()).hasSizeLessThanOrEqualTo(3);
    assertThat(log.faults()).isEmpty();
    assertThat(log.verify().chains().getFirst().remarks().getFirst()).contains("were retired");
  }

  @Test
  void oldChainsAreRetiredWholeWithTheirHeads() throws IOException {
    Log log = new Log(home).with(Fsync.NEVER, 4096, new Retention(Duration.ofDays(30), 0));
    filled(log, 30, "old");
    for (Path file : log.files()) {
      Files.setLastModifiedTime(file, FileTime.from(Events.AT));
    }

    log.pass(Duration.ofDays(31));
    filled(log, 1, "new");

    assertThat(log.files()).hasSize(1);
    assertThat(Files.readString(log.file())).contains("\"kind\":\"retired\"", "20261121-old");
    assertThat(log.faults()).isEmpty();
  }

  @Test
  void aChainThatIsBeingWrittenIsNotRetired() throws IOException {
    Log log = new Log(home).with(Fsync.NEVER, 4096, new Retention(Duration.ofDays(30), 0));
    try (FileJournal live = log.open("live")) {
      Files.setLastModifiedTime(live.file(), FileTime.from(Events.AT));
      log.pass(Duration.ofDays(31));
      filled(log, 1, "new");

      assertThat(live.file()).exists();
      live.append(List.of(Events.call("read", "{}")));
    }
    assertThat(log.faults()).isEmpty();
  }

  private static Log filled(Log log, int events) {
    return filled(log, events, "s1");
  }

  private static Log filled(Log log, int events, String session) {
    try (FileJournal journal = log.open(session)) {
      for (int i = 0; i < events; i++) {
        journal.append(List.of(Events.call("tool" + i, "{\"n\":" + i + "}")));
        journal.flush();
      }
    }
    return log;
  }
}
