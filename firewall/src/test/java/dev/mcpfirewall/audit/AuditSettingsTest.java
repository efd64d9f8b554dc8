// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.decision.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSettingsTest {
  private static final Instant AT = Instant.parse("2026-11-21T08:09:17.123456Z");

  @TempDir private Path home;

  private void write(AuditSettings settings, String session) {
    Scope scope = new Scope(session, "files", new PolicyRevision("abc"));
    try (FileJournal journal =
        FileJournal.open(settings, "files", session, InstantSource.fixed(AT))) {
      journal.append(List.of(new Event.Noted(AT, scope, "session.start", Map.of())));
    }
  }

  private static boolean verifies(AuditSettings settings) throws IOException {
    TrustedKeys keys = TrustedKeys.read(AuditKeys.in(settings.keys()).publicKeys());
    return AuditVerifier.trusting(keys)
        .withHeads(settings.heads())
        .verify(List.of(settings.directory()))
        .isVerified();
  }

  @Test
  void aLogThatMovesLeavesNoFileMissing() throws IOException {
    AuditSettings before = AuditSettings.under(home);
    AuditSettings after = before.in(home.resolve("elsewhere"));

    write(before, "s1");
    write(after, "s2");

    assertThat(verifies(before)).isTrue();
    assertThat(verifies(after)).isTrue();
  }

  @Test
  void theUsualPlaceStaysTheUsualPlaceHoweverItIsSpelt() {
    AuditSettings usual = AuditSettings.under(home);

    assertThat(usual.in(home.resolve("x/../audit"))).isEqualTo(usual);
    assertThat(usual.in(home.resolve("y")).heads()).isNotEqualTo(usual.heads());
  }
}
