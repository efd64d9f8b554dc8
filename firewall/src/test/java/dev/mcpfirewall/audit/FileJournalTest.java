// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.json.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
  @TempDir Path home;

  @Test
  void linesAreThereWhenAppendReturns() throws Exception {
    AuditSettings settings = AuditSettings.under(home);
    try (FileJournal journal =
        FileJournal.open(settings, "files", "s1", InstantSource.fixed(Events.AT))) {
      journal.append(List.of(Events.note("session.start"), Events.call("read", "{\"a\":1}")));
      journal.append(List.of(Events.denied("read", "{\"a\":\"xx secret yy\"}", new Span(9, 15))));

      assertThat(Files.readAllLines(journal.file()).stream().filter(l -> !l.contains("seal")))
          .hasSize(4);
    }
  }
}
