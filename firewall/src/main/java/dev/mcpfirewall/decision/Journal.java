// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

import java.util.List;

/**
 * The record that comes before the effect: when {@link #append} returns, the events have been
 * handed to the operating system, so that a crash of ours loses none of them. Safe for use by any
 * thread.
 */
public interface Journal extends AutoCloseable {
  /**
   * Records the events, in order, with one write.
   *
   * @param events one or more
   * @throws JournalException if they could not be recorded; nothing that depends on them may then
   *     become visible
   */
  void append(List<Event> events);

  /** Signs and syncs what is left, and releases the file. Calling it twice does nothing more. */
  @Override
  void close();
}
