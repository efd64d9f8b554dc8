// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.util.Locale;

/** Whether decisions take effect, the strictest last. */
public enum PolicyMode {
  /** Decide and record, change nothing. */
  MONITOR,
  /** Decide, record, and act on it. */
  ENFORCE;

  /** The stricter of the two. */
  public PolicyMode stricter(PolicyMode other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** How it is written in a configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
