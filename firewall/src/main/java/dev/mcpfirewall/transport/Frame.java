// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.transport;

import dev.mcpfirewall.json.Bytes;

/** One unit that a peer sent. */
public sealed interface Frame {
  /** A line, without its line feed. */
  record Line(Bytes bytes) implements Frame {}

  /**
   * A line longer than the limit. Only its ends were kept.
   *
   * @param head the first bytes
   * @param tail the last bytes
   * @param length of the whole line
   */
  record Oversized(Bytes head, Bytes tail, long length) implements Frame {}
}
