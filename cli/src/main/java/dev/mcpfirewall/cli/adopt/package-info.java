// SPDX-License-Identifier: Apache-2.0
/**
 * Policies of other firewalls and clients turned into ours, with a report of what did not come
 * along and of what means something else here.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.adopt.ImportCommand}.
 *
 * <p>{@code file ▶ Origin ▶ Draft ▶ YAML + notes ▶ Strictness ▶ config.yaml}
 *
 * <p>Neighbours: {@code config} reads, {@code policy} checks what was made.
 */
@NullMarked
package dev.mcpfirewall.cli.adopt;

import org.jspecify.annotations.NullMarked;
