// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.audit.AuditKeys;
import dev.mcpfirewall.audit.AuditSettings;
import dev.mcpfirewall.audit.AuditVerifier;
import dev.mcpfirewall.audit.TrustedKeys;
import dev.mcpfirewall.audit.VerifyReport;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.policy.AuditSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the record can be written where the configuration puts it, and proves itself. */
record AuditHealth(Home home, AuditSection section) {
  private static final String SUBJECT = "audit log";

  Diagnosis examine() {
    AuditSettings usual = AuditSettings.under(home.directory());
    Path directory = section.directory().orElse(usual.directory());
    Path there = directory;
    for (Path up = there.getParent(); Files.notExists(there) && up != null; up = up.getParent()) {
      there = up;
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      return Diagnosis.fail(
          SUBJECT,
          there + " cannot be written",
          section.onFailure() == AuditSection.OnFailure.DENY
              ? "until it can, every message is refused: mend it, or set `audit.dir`"
              : "until it can, nothing is recorded: mend it, or set `audit.dir`");
    }
    return Files.isDirectory(directory)
        ? verified(directory, usual)
        : Diagnosis.ok(SUBJECT, directory + " will be made by the first wrap");
  }

  private static Diagnosis verified(Path directory, AuditSettings usual) {
    try {
      TrustedKeys keys = TrustedKeys.read(AuditKeys.in(usual.keys()).publicKeys());
      VerifyReport report =
          AuditVerifier.trusting(keys)
              .withHeads(usual.in(directory).heads())
              .verify(List.of(directory));
      return report.isVerified()
          ? Diagnosis.ok(SUBJECT, directory + ", " + report.chains().size() + " chains verify")
          : Diagnosis.fail(
              SUBJECT, directory + " does not verify", "see what: mcp-firewall audit verify");
    } catch (IOException e) {
      return Diagnosis.fail(SUBJECT, Reasons.of(e), "check the directory's permissions");
    }
  }
}
