// SPDX-License-Identifier: Apache-2.0
/**
 * {@code mcp-firewall policy}: policies checked, shown, tested, explained and asked.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.policy.PolicyCommand}.
 *
 * <p>{@code words of a command line ▶ trial, cases, lint, space ▶ text or JSON}
 *
 * <p>Neighbours: {@code cli} puts the commands together; what a policy says is {@code firewall}'s.
 */
@NullMarked
package dev.mcpfirewall.cli.policy;

import org.jspecify.annotations.NullMarked;
