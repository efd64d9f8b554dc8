// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.space;

import dev.mcpfirewall.policy.Glob;

/**
 * Which calls are asked about.
 *
 * @param agent whose
 * @param server of which servers
 * @param tool of which tools
 */
public record Query(Glob agent, Glob server, Glob tool) {
  /** All. */
  public static final Query ALL = new Query(Glob.names("*"), Glob.names("*"), Glob.names("*"));
}
