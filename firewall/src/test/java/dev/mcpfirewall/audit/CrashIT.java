// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.decision.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed while it writes has lost nothing that it acknowledged. */
class CrashIT {
  @TempDir Path home;

  /** What is killed: appends without end, and says the number of each event once it is recorded. */
  static final class Writer {
    private Writer() {}

    /** Writes below the directory given. */
    public static void main(String[] args) {
      AuditSettings usual = AuditSettings.under(Path.of(args[0]));
      AuditSettings settings =
          new AuditSettings(
              usual.directory(),
              usual.heads(),
              usual.keys(),
              AuditSettings.Fsync.INTERVAL,
              256 * 1024,
              usual.retention(),
              usual.onFailure());
      FileJournal journal = FileJournal.open(settings, "files", "s1", InstantSource.system());
      StringBuilder said = new StringBuilder();
      for (int i = 0; ; i++) {
        Event event = Events.call("tool-" + i, "{\"n\":" + i + "}");
        journal.append(List.of(event));
        said.setLength(0);
        System.out.print(said.append(i).append('\n'));
        System.out.flush();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 300, 5_000, 20_000})
  void aKilledWriterLeavesALogThatVerifiesWithAllItAcknowledged(int events) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long acknowledged = -1;
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        acknowledged = Math.max(acknowledged, number(line));
        if (acknowledged == events) {
          // Not the process's own destroyForcibly: that closes the pipe with what is still in it.
          writer.toHandle().destroyForcibly();
        }
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }

    assertThat(acknowledged).isGreaterThanOrEqualTo(events);
    Log log = new Log(home);
    VerifyReport report = log.verify();
    assertThat(report.isVerified() || !Files.exists(log.settings.keys()))
        .as(report.toString())
        .isTrue();
    assertThat(report.chains().getFirst().ending()).isNotEqualTo(VerifyReport.Ending.CLOSED);
    assertThat(decisions(log)).isGreaterThanOrEqualTo(acknowledged + 1);
  }

  /** The last line may have been cut short by the kill. */
  private static long number(String line) {
    return line.isEmpty() ? -1 : Long.parseLong(line);
  }

  private static long decisions(Log log) throws IOException {
    long count = 0;
    for (Path file : log.files()) {
      try (var lines = Files.lines(file)) {
        count += lines.filter(line -> line.contains("\"kind\":\"decision\"")).count();
      }
    }
    return count;
  }
}
