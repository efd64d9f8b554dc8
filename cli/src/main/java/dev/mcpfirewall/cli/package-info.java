// SPDX-License-Identifier: Apache-2.0
/**
 * The commands a person types.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.Main}.
 */
@NullMarked
package dev.mcpfirewall.cli;

import org.jspecify.annotations.NullMarked;
