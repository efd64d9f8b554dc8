// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.Journal;
import dev.mcpfirewall.decision.JournalException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A journal that is opened when it is first written to, and tried again at the next event if that
 * fails: a log that can't be begun refuses messages like a log that can't be continued. Safe for
 * use by any thread.
 */
public final class LateJournal implements Journal {
  private final Supplier<Journal> opener;
  // Guarded by this.
  private @Nullable Journal journal;
  private boolean closed;

  /**
   * A journal not yet opened.
   *
   * @param opener throws {@link JournalException} if it can't be
   */
  public LateJournal(Supplier<Journal> opener) {
    this.opener = opener;
  }

  @Override
  public void append(List<Event> events) {
    opened().append(events);
  }

  private synchronized Journal opened() {
    if (closed) {
      throw new JournalException(
          "the audit log is closed", new IllegalStateException("appended after close"));
    }
    Journal open = journal;
    if (open == null) {
      open = opener.get();
      journal = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (journal != null) {
      journal.close();
    }
  }
}
