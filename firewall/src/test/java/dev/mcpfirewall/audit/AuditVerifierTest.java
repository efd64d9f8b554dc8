// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.audit.VerifyReport.Ending;
import dev.mcpfirewall.audit.VerifyReport.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {
  @TempDir Path home;

  @Test
  void aLogThatEndsInOrderVerifies() throws Exception {
    Log log = Log.sample(home);

    VerifyReport report = log.verify();

    assertThat(report.chains()).hasSize(1);
    VerifyReport.ChainReport chain = report.chains().getFirst();
    assertThat(chain.faults()).isEmpty();
    assertThat(chain.remarks()).isEmpty();
    assertThat(chain.ending()).isEqualTo(Ending.CLOSED);
    assertThat(chain.unsigned()).isZero();
    assertThat(chain.lines()).isEqualTo(log.lines().size());
  }

  @Test
  void oneAlteredLineIsOneFaultWithItsPlace() throws Exception {
    Log log = Log.sample(home);
    List<String> lines = log.lines();
    lines.set(2, lines.get(2).replace("\"tool\":\"read\"", "\"tool\":\"list\""));

    log.write(lines);

    assertThat(log.verify().chains().getFirst().faults())
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.kind()).isEqualTo(Kind.ALTERED);
          assertThat(fault.line()).isEqualTo(3);
          assertThat(fault.seq()).isEqualTo(3);
          assertThat(fault.file()).isEqualTo("files-20261121-s1.jsonl");
        });
  }

  @Test
  void aRemovedLineIsNamed() throws Exception {
    Log log = Log.sample(home);
    List<String> lines = log.lines();
    lines.remove(1);

    log.write(lines);

    assertThat(log.verify().chains().getFirst().faults())
        .singleElement()
        .satisfies(fault ->
            assertThat(fault.message())
                .isEqualTo("line 2 of the chain is missing before this one"));
  }

  @Test
  void swappedLinesAreReordered() throws Exception {
    Log log = Log.sample(home);
    List<String> lines = log.lines();
    Collections.swap(lines, 1, 2);

    log.write(lines);

    assertThat(log.faults()).containsExactly(Kind.REORDERED);
  }

  @Test
  void aDoubledLineIsInserted() throws Exception {
    Log log = Log.sample(home);
    List<String> lines = log.lines();
    lines.add(3, lines.get(2));

    log.write(lines);

    assertThat(log.faults()).containsExactly(Kind.INSERTED);
  }

  @Test
  void theHeadKnowsOfACutTail() throws Exception {
    Log log = Log.sample(home);
    List<String> lines = log.lines();

    log.write(lines.subList(0, lines.size() - 2));

    assertThat(log.faults()).containsExactly(Kind.CUT_TAIL);
  }

  @Test
  void aLostHeadIsReported() throws Exception {
    Log log = Log.sample(home);

    Files.delete(log.settings.heads().resolve("files-20261121-s1.head"));

    assertThat(log.faults()).containsExactly(Kind.BAD_HEAD);
  }

  @Test
  void aForgedHeadIsReported() throws Exception {
    Log log = Log.sample(home);
    Path head = log.settings.heads().resolve("files-20261121-s1.head");

    Files.writeString(head, Files.readString(head).replace("\"closed\":true", "\"closed\":false"));

    assertThat(log.faults()).containsExactly(Kind.BAD_HEAD);
  }

  @Test
  void aChainOfWhichOnlyTheHeadIsLeftIsMissing() throws Exception {
    Log log = Log.sample(home);

    Files.delete(log.file());

    assertThat(log.faults()).containsExactly(Kind.MISSING_FILE);
  }

  @Test
  void aTornEndIsNoFault() throws Exception {
    Log log = Log.sample(home);
    List<String> lines = log.lines();
    Files.delete(log.settings.heads().resolve("files-20261121-s1.head"));

    Files.writeString(
        log.file(), String.join("\n", lines.subList(0, 4)) + "\n" + lines.get(4).substring(0, 90));

    VerifyReport report = log.verify();
    assertThat(report.isVerified()).isTrue();
    assertThat(report.chains().getFirst().ending()).isEqualTo(Ending.TORN);
    assertThat(report.chains().getFirst().remarks().getFirst()).contains("torn end, 90 bytes");
  }

  @Test
  void aLogSignedAnewWithAnotherKeyIsForeign() throws Exception {
    Log genuine = Log.sample(home.resolve("genuine"));
    Log forged = Log.sample(home.resolve("forged"));

    VerifyReport report =
        AuditVerifier.trusting(genuine.keys())
            .withHeads(forged.settings.heads())
            .verify(List.of(forged.settings.directory()));

    assertThat(report.chains().getFirst().faults())
        .extracting(VerifyReport.Fault::kind)
        .containsExactly(Kind.FOREIGN_KEY, Kind.FOREIGN_KEY);
  }

  @Test
  void aForeignLogUnderAGenuineHeadIsRewritten() throws Exception {
    Log genuine = Log.sample(home.resolve("genuine"));
    Log forged = Log.sample(home.resolve("forged"));

    Files.copy(forged.file(), genuine.file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThat(genuine.faults()).containsExactly(Kind.FOREIGN_KEY, Kind.REWRITTEN);
  }

  @Test
  void linesWithoutAnySealAreNotEnough() throws Exception {
    Log log =
        new Log(home).with(AuditSettings.Fsync.NEVER, 1 << 20, AuditSettings.Retention.DEFAULT);
    FileJournal journal = log.open("s1");
    for (int i = 0; i < 5; i++) {
      log.pass(java.time.Duration.ofSeconds(20));
      journal.append(
          List.of(
              new dev.mcpfirewall.decision.Event.Noted(
                  log.clock().instant(), Events.SCOPE, "x", java.util.Map.of())));
    }

    assertThat(log.faults()).contains(Kind.UNSIGNED);

    journal.close();
    assertThat(log.faults()).isEmpty();
  }

  @Test
  void aReplacedKeyIsHandedOverInTheChain() throws Exception {
    Log log = new Log(home);
    TrustedKeys first;
    try (FileJournal journal = log.open("s1")) {
      journal.flush();
      first = log.keys();
      AuditKeys.in(log.settings.keys()).replace();
      journal.append(List.of(Events.call("read", "{}")));
    }

    assertThat(log.faults()).isEmpty();
    assertThat(
            AuditVerifier.trusting(first)
                .withHeads(log.settings.heads())
                .verify(List.of(log.settings.directory()))
                .isVerified())
        .isTrue();
  }
}
