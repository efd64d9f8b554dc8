// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.audit.AuditSettings;
import dev.mcpfirewall.audit.FileJournal;
import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.decision.Scope;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  private static final Instant AT = Instant.parse("2026-11-21T08:09:17.123456Z");

  @TempDir Path home;
  private Path log = Path.of("");

  @BeforeEach
  void writeLog() {
    Scope scope = new Scope("s1", "files", new PolicyRevision("abc"));
    try (FileJournal journal =
        FileJournal.open(AuditSettings.under(home), "files", "s1", InstantSource.fixed(AT))) {
      journal.append(
          List.of(
              new Event.Noted(AT, scope, "session.start", Map.of("pid", "12")),
              new Event.Noted(AT, scope, "\u001b[2Jcleared", Map.of())));
      log = journal.file();
    }
  }

  private record Outcome(int code, String out, String err) {}

  private Outcome run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--dir", home.resolve("audit").toString()));
    all.addAll(List.of("--heads", home.resolve("heads").toString()));
    all.addAll(List.of("--keys-dir", home.resolve("keys").toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        AuditCommand.commandLine(new FakeSurroundings(home).surroundings())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Outcome(code, out.toString(), err.toString());
  }

  @Test
  void verifySaysThatALogVerifies() {
    Outcome outcome = run("verify");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("verified  files-20261121-s1: 5 lines in 1 file, closed, 0 unsigned")
        .contains("1 chain, 5 lines: the log verifies");
  }

  @Test
  void verifyNamesThePlaceOfAnAlterationAndFails() throws Exception {
    Files.writeString(log, Files.readString(log).replace("session.start", "session.stort"));

    Outcome outcome = run("verify");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("NOT VERIFIED")
        .contains("altered files-20261121-s1.jsonl:2 (seq 2)");
    assertThat(run("verify", "--json").out())
        .contains("{\"verified\":false,\"chains\":[{\"chain\":\"files-20261121-s1\"")
        .contains("\"kind\":\"altered\"");
  }

  @Test
  void aLogKilledBeforeItsFirstSealVerifiesWithoutAnyKey() throws Exception {
    leaveOnlyTheFirstLines(3);

    Outcome outcome = run("verify");

    assertThat(outcome.code()).as(outcome.toString()).isZero();
    assertThat(outcome.out())
        .contains("3 lines in 1 file, open, 3 unsigned")
        .contains("no signature at all");
  }

  @Test
  void anAlterationIsFoundWithoutAnyKey() throws Exception {
    leaveOnlyTheFirstLines(3);
    Files.writeString(log, Files.readString(log).replace("session.start", "session.stort"));

    Outcome outcome = run("verify");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).contains("altered files-20261121-s1.jsonl:2 (seq 2)");
  }

  @Test
  void aSealedLogIsNotVerifiedWithoutAKey() throws Exception {
    delete(home.resolve("keys"));

    Outcome outcome = run("verify");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("no public key to check the signatures with", "--key");
  }

  private void leaveOnlyTheFirstLines(int count) throws IOException {
    List<String> lines = Files.readAllLines(log);
    Files.writeString(log, String.join("\n", lines.subList(0, count)) + "\n");
    delete(home.resolve("keys"));
    delete(home.resolve("heads"));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  @Test
  void readsTheLogWhereTheConfigurationPutsIt() throws Exception {
    FakeSurroundings here = new FakeSurroundings(home.resolve("person"));
    Path own = here.home().directory();
    Files.createDirectories(own);
    Files.createDirectories(here.project);
    Files.move(home.resolve("keys"), own.resolve("keys"));
    Path heads = AuditSettings.under(own).in(home.resolve("audit")).heads();
    Files.createDirectories(heads.resolveSibling("."));
    Files.move(home.resolve("heads"), heads);
    Files.writeString(here.home().config(), "audit:\n  dir: " + home.resolve("audit") + "\n");

    assertThat(here.run("audit", "verify")).as(here.err()).isZero();
    assertThat(here.out()).contains("5 lines in 1 file, closed").doesNotContain("no head");
    assertThat(here.run("audit", "show")).isZero();
    assertThat(here.out()).contains("session.start");
    assertThat(here.run("audit", "tail", "-n", "1")).isZero();
    assertThat(here.out()).contains("cleared");
    assertThat(here.run("audit", "verify", "--dir", own.resolve("audit").toString())).isEqualTo(2);
  }

  @Test
  void wrongUsageIsTwo() {
    assertThat(run("verify", home.resolve("nothing").toString()).code()).isEqualTo(2);
    assertThat(run("show", "--since", "yesterdayish").code()).isEqualTo(2);
    assertThat(run("show", "--since", "yesterdayish").err()).contains("is no time");
    assertThat(
            AuditCommand.commandLine(new FakeSurroundings(home).surroundings())
                .setErr(new PrintWriter(new StringWriter()))
                .execute())
        .isEqualTo(2);
  }

  @Test
  void showPrintsRowsWithoutWhatATerminalObeys() {
    assertThat(run("show").out())
        .contains("session.start", "{\"pid\":\"12\"}", "\uFFFD[2Jcleared")
        .doesNotContain("\u001b");
  }

  @Test
  void showFiltersAndLimits() {
    assertThat(run("show", "--json", "--limit", "1").out())
        .contains("cleared")
        .doesNotContain("pid");
    assertThat(run("show", "--json", "--server", "other|files").out().lines()).hasSize(2);
    assertThat(run("show", "--json", "--server", "oth*").out()).isEmpty();
    assertThat(run("show", "--json", "--until", "2026-11-21T08:00:00Z").out()).isEmpty();
    assertThat(run("show", "--json", "--all").out().lines()).hasSize(5);
    assertThat(run("tail", "-n", "1", "--json").out().lines()).hasSize(1);
  }

  @Test
  void rotatingTheKeyKeepsTheLogVerified() {
    Outcome outcome = run("rotate-key");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("from now on");
    assertThat(run("verify").code()).isZero();
    assertThat(run("show").out()).contains("handed over to");
  }

  @Test
  void timesAreMomentsOrHowLongAgo() {
    assertThat(AuditFilters.time("10m", AT, ZoneOffset.UTC)).isEqualTo(AT.minusSeconds(600));
    assertThat(AuditFilters.time("2026-11-20", AT, ZoneOffset.UTC))
        .isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
    assertThat(AuditFilters.time("2026-11-20T10:00", AT, ZoneOffset.ofHours(2)))
        .isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
  }
}
