// SPDX-License-Identifier: Apache-2.0
/**
 * How a text is read as a name, a path, a command or a URL before a policy compares it.
 *
 * <p>Entry: {@link dev.mcpfirewall.policy.place.Places}; for names {@link
 * dev.mcpfirewall.policy.place.Names}.
 *
 * <p>{@code text ▶ its readings ▶ compared with a pattern or a directory}
 *
 * <p>Neighbours: {@code policy} compares; nothing here knows a rule.
 */
@NullMarked
package dev.mcpfirewall.policy.place;

import org.jspecify.annotations.NullMarked;
