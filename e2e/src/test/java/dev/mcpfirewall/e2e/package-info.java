// SPDX-License-Identifier: Apache-2.0

/**
 * Black-box tests: the built program, started as its users start it, between real servers and
 * clients.
 *
 * <p>{@link Bench} starts processes and cleans up after a test, {@link McpProcess} talks to one,
 * {@link Peers} are the servers and clients.
 */
@NullMarked
package dev.mcpfirewall.e2e;

import org.jspecify.annotations.NullMarked;
