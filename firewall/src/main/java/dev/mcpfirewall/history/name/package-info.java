// SPDX-License-Identifier: Apache-2.0
/**
 * What a text names: addresses, URLs, hosts, paths, numbers, tokens, short values; each in a normal
 * form, as a keyed hash. Knows no MCP and remembers nothing.
 *
 * <pre>
 * text ▶ Names ▶ Things (hashes) ▶ the session's index
 * </pre>
 *
 * Entry type: {@link dev.mcpfirewall.history.name.Names}. Neighbours: {@code detect} below, {@code
 * history} above.
 */
@NullMarked
package dev.mcpfirewall.history.name;

import org.jspecify.annotations.NullMarked;
