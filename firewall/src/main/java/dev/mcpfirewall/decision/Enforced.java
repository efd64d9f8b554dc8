// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

/** What was done with a message; in monitor mode this is milder than what was ruled. */
public enum Enforced {
  /** Sent on, byte for byte. */
  FORWARDED,
  /** Sent on with parts replaced. */
  REDACTED,
  /** Kept back until a person decides. */
  HELD,
  /** Answered with an error or an error result instead of being sent on. */
  REFUSED,
  /** Neither sent on nor answered. */
  DROPPED;

  /** The one spelling outside Java: lower case. */
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
