// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.decision.JournalException;
import java.io.IOException;
import java.time.InstantSource;

/**
 * A signing key taken out of use.
 *
 * @param oldKey id of the key that signed until now; its private half is gone
 * @param newKey id of the key that signs from now on
 */
public record KeyRotation(String oldKey, String newKey) {
  /**
   * Replaces the signing key. A chain of its own records it, signed by the old key and gone on with
   * by the new; chains that are being written do the same for themselves at their next seal.
   *
   * @throws IOException if the key cannot be read or replaced
   * @throws JournalException if it cannot be recorded; the old key may then be replaced already
   */
  public static KeyRotation rotate(AuditSettings settings, InstantSource clock) throws IOException {
    AuditKeys keys = AuditKeys.in(settings.keys());
    String session = "pid" + ProcessHandle.current().pid();
    try (FileJournal journal =
        FileJournal.open(settings, "rotate-key", session, clock, LogFile.Opener.DISK)) {
      journal.flush();
      String oldKey = keys.current().open().id();
      return new KeyRotation(oldKey, keys.replace().open().id());
    }
  }
}
