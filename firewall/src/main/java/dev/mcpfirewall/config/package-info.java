// SPDX-License-Identifier: Apache-2.0
/**
 * Finds, reads, layers and watches configuration files. Knows trees with positions, never what a
 * key means.
 *
 * <p>Entry: {@link dev.mcpfirewall.config.ConfigFiles}.
 *
 * <p>{@code file ─bytes▶ digest ─snapshot, else YAML▶ Node ▶ Layer ▶ (policy binds it)}
 *
 * <p>Neighbours: {@code policy} gives the trees a meaning; {@code cli} shows the problems.
 */
@NullMarked
package dev.mcpfirewall.config;

import org.jspecify.annotations.NullMarked;
