// SPDX-License-Identifier: Apache-2.0
/**
 * Finds in a policy that loads what its author can hardly have meant.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.policy.lint.Lint}.
 *
 * <p>{@code books ▶ comparisons of rules with rules ▶ complaints with places}
 *
 * <p>Neighbours: what keeps a policy from loading at all is told by who reads it.
 */
@NullMarked
package dev.mcpfirewall.cli.policy.lint;

import org.jspecify.annotations.NullMarked;
