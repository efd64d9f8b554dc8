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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Half a line that a failure of ours has left is gone before the next line is written. */
class TornLineTest {
  @TempDir Path home;

  @Test
  void theLineAfterAnErrorStandsByItself() throws IOException {
    Log log = log("one");
    try (FileJournal journal = log.open("s1", FaultyDisk.withoutMemory(3, 1))) {
      assertThatThrownBy(() -> journal.append(List.of(Events.call("lost", "{}"))))
          .isInstanceOf(OutOfMemoryError.class);

      journal.append(List.of(Events.call("kept", "{}")));
    }

    assertThat(log.lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(String.join("\n", log.lines())).contains("kept").doesNotContain("lost");
    assertThat(log.verify().isVerified()).isTrue();
  }

  @Test
  void theLineAfterAnErrorStandsByItselfAlsoWhereTheFileCouldNotBeMendedAtOnce()
      throws IOException {
    Log log = log("two");
    try (FileJournal journal = log.open("s1", FaultyDisk.withoutMemory(3, 2))) {
      assertThatThrownBy(() -> journal.append(List.of(Events.call("lost", "{}"))))
          .isInstanceOf(OutOfMemoryError.class);

      journal.append(List.of(Events.call("kept", "{}")));
    }

    assertThat(log.lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(log.verify().isVerified()).isTrue();
  }

  @Test
  void everyErrorWhereverItComesLeavesALogThatVerifies() throws IOException {
    for (int times = 1; times <= 2; times++) {
      boolean met = true;
      // The first two operations begin the log: without them there is none.
      for (int n = 3; met; n++) {
        met = survives(log(times + "-" + n), FaultyDisk.withoutMemory(n, times));
      }
    }
  }

  private Log log(String name) {
    return new Log(home.resolve(name))
        .with(AuditSettings.Fsync.INTERVAL, 4096, AuditSettings.Retention.DEFAULT);
  }

  private static boolean survives(Log log, FaultyDisk disk) throws IOException {
    List<String> acknowledged = new ArrayList<>();
    FileJournal journal = log.open("s1", disk);
    for (int i = 0; i < 12; i++) {
      String tool = "tool" + i + "x";
      if (succeeds(() -> journal.append(List.of(Events.denied(tool, "{\"a\":1}"))))) {
        acknowledged.add(tool);
      }
      if (i % 2 == 1) {
        succeeds(journal::flush);
      }
    }
    succeeds(journal::close);

    VerifyReport report = log.verify();
    assertThat(report.isVerified()).as("%s: %s", log.settings.directory(), report).isTrue();
    StringBuilder all = new StringBuilder();
    for (Path file : log.files()) {
      all.append(Files.readString(file));
    }
    assertThat(acknowledged).allMatch(tool -> all.indexOf("\"" + tool) >= 0);
    return disk.hasFailed();
  }

  private static boolean succeeds(Runnable step) {
    try {
      step.run();
      return true;
    } catch (JournalException | OutOfMemoryError failed) {
      return false;
    }
  }
}
