// SPDX-License-Identifier: Apache-2.0
/**
 * What messages mean.
 *
 * <pre>
 * frame bytes ─ Reader ▶ Reading (Single | Batch | Malformed) ▶ Message ─ surfaces() ▶ every text in it
 * </pre>
 *
 * Entry type: {@link dev.mcpfirewall.mcp.Reader}. Neighbours: {@code json} below, {@code pipeline}
 * above.
 */
@NullMarked
package dev.mcpfirewall.mcp;

import org.jspecify.annotations.NullMarked;
