// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

/**
 * What happens to a message, the strictest last. The names are spelt so in log, metrics and API.
 */
public enum Effect {
  /** Forwarded, byte for byte. */
  ALLOW,
  /** Forwarded with parts replaced. */
  REDACT,
  /** Kept back until a person decides. */
  HOLD,
  /** Refused. */
  DENY;

  /** The stricter of the two. */
  public Effect strictest(Effect other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The one spelling outside Java: lower case. */
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
