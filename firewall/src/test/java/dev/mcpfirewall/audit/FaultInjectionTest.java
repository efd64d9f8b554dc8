// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpfirewall.decision.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the disk does and whenever: what was acknowledged is there, and the log verifies. */
class FaultInjectionTest {
  private static final AuditSettings.Retention KEEP = AuditSettings.Retention.DEFAULT;

  @TempDir Path home;

  @Test
  void everySingleFaultLeavesALogThatVerifies() throws IOException {
    for (boolean half : new boolean[] {false, true}) {
      boolean met = true;
      for (int n = 1; met; n++) {
        Log log = log("single-" + half + n);
        met = survives(log, new FaultyDisk(n, 1, half), "fault " + n + " half " + half);
      }
    }
  }

  @Test
  void everyStretchOfFaultsLeavesALogThatVerifies() throws IOException {
    for (int times : new int[] {2, 3, 5}) {
      boolean met = true;
      for (int n = 1; met; n++) {
        Log log = log("stretch-" + times + "-" + n);
        met = survives(log, new FaultyDisk(n, times, true), times + " faults from " + n);
      }
    }
  }

  private Log log(String name) {
    return new Log(home.resolve(name)).with(AuditSettings.Fsync.INTERVAL, 4096, KEEP);
  }

  private static boolean survives(Log log, FaultyDisk disk, String when) throws IOException {
    List<String> acknowledged = new ArrayList<>();
    FileJournal journal;
    try {
      journal = log.open("s1", disk);
    } catch (JournalException e) {
      return disk.hasFailed();
    }
    for (int i = 0; i < 12; i++) {
      String tool = "tool" + i + "x";
      try {
        journal.append(
            List.of(i % 3 == 0 ? Events.denied(tool, "{}") : Events.call(tool, "{\"a\":1}")));
        acknowledged.add(tool);
      } catch (JournalException e) {
        assertThat(e.getMessage()).contains("No space left on device").contains("help:");
      }
      if (i % 2 == 1) {
        flush(journal);
      }
    }
    boolean closed = close(journal);

    VerifyReport report = log.verify();
    assertThat(report.isVerified()).as("%s: %s", when, report).isTrue();
    String all = all(log);
    assertThat(acknowledged).as(when).allMatch(tool -> all.contains("\"" + tool));
    boolean isLost = IntStream.range(0, 12).anyMatch(i -> !all.contains("\"tool" + i + "x"));
    assertThat(!isLost || !closed || all.contains("\"kind\":\"gap\"")).as(when).isTrue();
    return disk.hasFailed();
  }

  private static void flush(FileJournal journal) {
    try {
      journal.flush();
    } catch (JournalException e) {
      assertThat(e.getMessage()).contains("No space left on device");
    }
  }

  private static boolean close(FileJournal journal) {
    try {
      journal.close();
      return true;
    } catch (JournalException e) {
      return false;
    }
  }

  private static String all(Log log) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : log.files()) {
      all.append(Files.readString(file));
    }
    return all.toString();
  }

  @Test
  void whatCouldNotBeWrittenIsNotedOnceItCanBe() throws IOException {
    Log log = log("gap");
    FaultyDisk disk = new FaultyDisk(3, 1, true);
    try (FileJournal journal = log.open("s1", disk)) {
      assertThatThrownBy(() -> journal.append(List.of(Events.call("lost", "{}"))))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("cannot be written");

      journal.append(List.of(Events.call("kept", "{}")));
    }

    assertThat(all(log)).contains("\"events\":1").contains("kept").doesNotContain("lost");
    assertThat(log.verify().chains().getFirst().remarks().getFirst())
        .contains("1 events could not be recorded");
  }
}
