// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.Journal;
import dev.mcpfirewall.decision.JournalException;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.decision.Scope;
import dev.mcpfirewall.pipeline.Place;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What the record holds of a session besides its messages. Safe for use by any thread. */
record SessionNotes(Journal journal, Place place, InstantSource clock, PrintStream err) {
  /** Puts something on record; a record that can't be written is a line on stderr. */
  void note(PolicyRevision policy, String kind, Map<String, String> details) {
    Scope scope = new Scope(place.session(), place.server(), policy);
    try {
      journal.append(List.of(new Event.Noted(clock.instant(), scope, kind, details)));
    } catch (JournalException unwritable) {
      err.println("mcp-firewall: " + unwritable.getMessage());
    }
  }
}
