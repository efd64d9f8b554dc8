// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.util.Locale;

/**
 * What a check does when it finds something. Ordered from lax to strict, except that {@link
 * #REDACT} and {@link #APPROVE} cannot be compared: one takes the finding out, the other asks a
 * person about all of it.
 */
public enum CheckAction {
  /** The check does not look. */
  OFF,
  /** What it finds is recorded; the message passes. */
  ALERT,
  /** What it finds is replaced; the rest passes. */
  REDACT,
  /** A person decides. */
  APPROVE,
  /** The message is refused. */
  DENY;

  /**
   * The laxest action that is at least as strict as both: {@link #DENY} for redact and approve.
   * Commutative, associative, idempotent.
   */
  public CheckAction stricter(CheckAction other) {
    if ((this == REDACT && other == APPROVE) || (this == APPROVE && other == REDACT)) {
      return DENY;
    }
    return compareTo(other) >= 0 ? this : other;
  }

  /** How it is written in a configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
