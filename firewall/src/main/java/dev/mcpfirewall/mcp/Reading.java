// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import dev.mcpfirewall.json.Bytes;
import java.util.List;
import java.util.Optional;

/** What a frame turns out to be. */
public sealed interface Reading {
  /** White space only: nothing was said. */
  record Blank() implements Reading {}

  /** One message. */
  record Single(Message message) implements Reading {}

  /**
   * A JSON-RPC batch, each element read by itself.
   *
   * @param elements one or more; {@link Single} or {@link Malformed} each
   */
  record Batch(Bytes raw, List<Reading> elements) implements Reading {
    public Batch {
      elements = List.copyOf(elements);
    }
  }

  /**
   * Nothing that may be forwarded.
   *
   * @param problem what is wrong
   * @param offset the byte at which it was noticed
   * @param id of the request or answer, as far as it can be guessed from the broken bytes
   * @param intent what it was meant to be, likewise
   * @param size bytes of the frame
   */
  record Malformed(Problem problem, int offset, Optional<Id> id, Intent intent, long size)
      implements Reading {}

  /** What broken bytes were meant to be: it tells whose request their id is. */
  enum Intent {
    /** A request or notification: it has a method. */
    ASKING,
    /** An answer: it has a result or an error. */
    ANSWERING,
    /** Either, both or neither. */
    UNKNOWN;

    static Intent of(boolean asks, boolean answers) {
      if (asks == answers) {
        return UNKNOWN;
      }
      return asks ? ASKING : ANSWERING;
    }
  }
}
