// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

/**
 * The agent on whose behalf a message is sent. On stdio this is a claim ({@code clientInfo}), not a
 * proved identity.
 *
 * @param name what the client calls itself, empty until it has said so
 * @param version its version, empty likewise
 * @param era the protocol family it speaks
 */
public record Subject(String name, String version, Era era) {
  /** Nobody has introduced themselves yet. */
  public static final Subject UNKNOWN = new Subject("", "", Era.UNKNOWN);
}
