// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

/** How bad a finding is, the worst last. */
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** The one spelling outside Java: lower case. */
  public String wire() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
