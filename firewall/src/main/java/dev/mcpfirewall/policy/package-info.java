// SPDX-License-Identifier: Apache-2.0
/**
 * What a configuration means: a {@link dev.mcpfirewall.policy.PolicyFile}, checked whole at load.
 *
 * <p>Entry: {@link dev.mcpfirewall.policy.PolicyLoader}.
 *
 * <p>{@code Layers ▶ bind onto the defaults, one after the other ▶ PolicyFile ▶ checks}
 *
 * <p>Neighbours: {@code config} reads the files; {@code check} and {@code proxy} consume the
 * policy.
 */
@NullMarked
package dev.mcpfirewall.policy;

import org.jspecify.annotations.NullMarked;
