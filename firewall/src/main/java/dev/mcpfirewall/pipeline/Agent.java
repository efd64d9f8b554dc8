// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import dev.mcpfirewall.decision.Era;

/**
 * On whose behalf a message is sent.
 *
 * @param name the name that counts: what it was authenticated as, else the first it declared in
 *     this session; empty until it has declared one
 * @param declared what it calls itself now
 * @param version its version
 * @param authenticated whether {@code name} is proved: given by who started the session, not
 *     declared
 * @param era the protocol family it speaks
 */
public record Agent(String name, String declared, String version, boolean authenticated, Era era) {
  /** Nobody has introduced themselves yet. */
  public static final Agent UNKNOWN = new Agent("", "", "", false, Era.UNKNOWN);

  /** Whoever this process was told is there, before they have said anything. */
  public static Agent authenticated(String name) {
    return new Agent(name, "", "", true, Era.UNKNOWN);
  }
}
