// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.util.Locale;

/** Whether a tool may be called, the strictest last. */
public enum ToolState {
  /** It may. */
  ENABLED,
  /** A person decides each call. */
  APPROVAL,
  /** It may not, and a client does not see it. */
  DISABLED;

  /** The stricter of the two. */
  public ToolState stricter(ToolState other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** How it is written in a configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
