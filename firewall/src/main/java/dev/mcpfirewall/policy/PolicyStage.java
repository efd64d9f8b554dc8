// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.util.Locale;

/** The parts of a policy, in the order in which a message meets them. */
public enum PolicyStage {
  /** {@code agents:}. */
  AGENTS,
  /** {@code rate_limits:} and {@code agents.*.rate_limit}. */
  RATE_LIMITS,
  /** {@code servers.*.tools}. */
  TOOLS,
  /** {@code rules:} and {@code outbound_rules:}. */
  RULES,
  /** {@code rego:}. */
  REGO,
  /** {@code chains:}. */
  CHAINS,
  /** {@code flows:}. */
  FLOWS,
  /** {@code default:}, where nothing else decided. */
  DEFAULT;

  /** The one spelling outside Java: lower case, with hyphens. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
