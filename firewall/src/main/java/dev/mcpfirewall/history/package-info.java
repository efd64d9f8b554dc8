// SPDX-License-Identifier: Apache-2.0
/**
 * What a session has done and seen: labels of results, progress of chains, where values first
 * appeared, what servers claim of their tools. Bounded; at its bounds stricter, not forgetful.
 *
 * <pre>
 * proxy ─ passed(message, marks) ▶ SessionMemory ◀ labels, reached, origins, claims ─ checks
 * </pre>
 *
 * Entry type: {@link dev.mcpfirewall.history.SessionMemory}. Neighbours: {@code pipeline}, whose
 * {@code History} it implements, and {@code detect}, whose decoders it reads with.
 */
@NullMarked
package dev.mcpfirewall.history;

import org.jspecify.annotations.NullMarked;
