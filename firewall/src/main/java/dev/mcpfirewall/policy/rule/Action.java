// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

import java.util.Locale;

/** What a rule does with what it matches, from lax to strict. */
public enum Action {
  /** Nothing is held against it. */
  ALLOW,
  /** It passes, and the record says that the rule saw it; also written {@code log_only}. */
  ALERT,
  /** What was matched is replaced; the rest passes. */
  REDACT,
  /** A person decides; also written {@code prompt}. */
  APPROVE,
  /** It is refused. */
  DENY;

  /**
   * Whether the rule lets pass. Such a rule must match a value in whatever way it may be read; one
   * that restricts needs to match in one way only.
   */
  public boolean lets() {
    return switch (this) {
      case ALLOW, ALERT -> true;
      case REDACT, APPROVE, DENY -> false;
    };
  }

  /** How it is written in a configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
