// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import dev.mcpfirewall.json.Pointer;
import dev.mcpfirewall.mcp.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a session has done and seen, for checks to read. It changes between messages, never while
 * one is judged by the reading thread's own lane; bounded, and at its bounds stricter, not
 * forgetful. Safe for any thread.
 */
public interface History {
  /** Nothing has happened yet. */
  History EMPTY = new EmptyHistory();

  /** How many calls of tools have passed. */
  long calls();

  /** The labels of all results that have passed. */
  Set<String> labels();

  /** For each chain, how many of its steps have been done, in order and in time. */
  Map<String, Integer> reached(Instant now);

  /** Which values of a message first appeared in a labelled result. */
  List<Origin> origins(Message message);

  /** What the server claims of a tool in {@code tools/list}; no claims for an unknown one. */
  ToolClaims claims(String tool);

  /**
   * Where a value came from.
   *
   * @param at where it stands in the message asked about
   * @param label of the result it first appeared in
   * @param tool whose result that was; empty if it was no tool's
   */
  record Origin(Pointer at, String label, String server, String tool) {}

  /**
   * What a server claims of a tool.
   *
   * @param hints {@code readOnlyHint} and the like
   */
  record ToolClaims(String title, Map<String, Boolean> hints) {
    /** No claims. */
    public static final ToolClaims NONE = new ToolClaims("", Map.of());

    public ToolClaims {
      hints = Map.copyOf(hints);
    }
  }
}
