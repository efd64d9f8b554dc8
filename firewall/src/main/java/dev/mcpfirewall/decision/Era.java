// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

/** Which of MCP's two families of protocol versions a peer speaks. */
public enum Era {
  /** Not seen yet. */
  UNKNOWN,
  /** 2024-11-05 to 2025-11-25: handshake and session. */
  LEGACY,
  /** From 2026-07-28: stateless, every request carries its {@code _meta}. */
  MODERN;

  /** The one spelling outside Java: lower case. */
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
