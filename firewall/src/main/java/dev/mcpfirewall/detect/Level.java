// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/** How bad a match is, the worst last. */
public enum Level {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
