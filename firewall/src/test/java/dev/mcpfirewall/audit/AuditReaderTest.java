// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.audit.AuditQuery.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditReaderTest {
  @TempDir Path home;

  private List<String> tools(Log log, AuditQuery query) throws IOException {
    try (AuditReader reader = new AuditReader(List.of(log.settings.directory()), query)) {
      return reader.read(0).stream().map(entry -> entry.text("tool")).toList();
    }
  }

  @Test
  void fieldsAreMatchedByAlternativesAndStars() throws IOException {
    Log log = new Log(home);
    try (FileJournal journal = log.open("s1")) {
      journal.append(
          List.of(
              Events.call("read_file", "{}"),
              Events.denied("write_file", "{}"),
              Events.call("list", "{}")));
    }

    assertThat(tools(log, AuditQuery.EVERYTHING.where(Field.TOOL, "*_file")))
        .containsExactly("read_file", "write_file");
    assertThat(tools(log, AuditQuery.EVERYTHING.where(Field.TOOL, "l*t|write*e")))
        .containsExactly("write_file", "list");
    assertThat(tools(log, AuditQuery.EVERYTHING.where(Field.DECISION, "deny")))
        .containsExactly("write_file");
    assertThat(tools(log, AuditQuery.EVERYTHING.where(Field.AGENT, "claude*"))).hasSize(3);
    assertThat(tools(log, AuditQuery.EVERYTHING.where(Field.RULE, "secrets.*"))).hasSize(1);
    assertThat(tools(log, AuditQuery.EVERYTHING.to(Events.AT.minusMillis(1)))).isEmpty();
  }

  @Test
  void followingSeesNewLinesNewFilesAndNoHalfLines() throws IOException {
    Log log =
        new Log(home)
            .with(
                AuditSettings.Fsync.NEVER, 1 << 20, new AuditSettings.Retention(Duration.ZERO, 0));
    List<String> seen = new ArrayList<>();
    try (FileJournal journal = log.open("s1");
        AuditReader reader =
            new AuditReader(List.of(log.settings.directory()), AuditQuery.EVERYTHING)) {
      journal.append(List.of(Events.call("a", "{}")));
      assertThat(reader.read(10)).hasSize(1);

      log.pass(Duration.ofDays(1));
      journal.append(List.of(Events.call("b", "{}")));
      journal.flush();
      journal.append(List.of(Events.call("c", "{}")));
      reader.next(entry -> seen.add(entry.text("tool")));
      assertThat(seen).containsExactlyInAnyOrder("b", "c");

      Path other = log.settings.directory().resolve("other.jsonl");
      Files.writeString(other, "{\"kind\":\"note\",\"tool\":\"d\"");
      reader.next(entry -> seen.add(entry.text("tool")));
      Files.writeString(other, "}\n", StandardOpenOption.APPEND);
      reader.next(entry -> seen.add(entry.text("tool")));
      assertThat(seen).hasSize(3).contains("d");
    }
  }
}
