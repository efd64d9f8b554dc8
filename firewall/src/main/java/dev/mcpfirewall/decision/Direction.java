// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

/** Which way a message travels. */
public enum Direction {
  /** Client to server. */
  INBOUND,
  /** Server to client. */
  OUTBOUND;

  /** The one spelling outside Java: lower case. */
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
