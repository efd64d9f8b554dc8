// SPDX-License-Identifier: Apache-2.0
/**
 * A policy learnt from recorded traffic: no wider than what was let pass, as far as rules can say
 * that, and put before the same traffic until it agrees or asks a person.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.policy.learn.SuggestCommand}.
 *
 * <p>{@code Trail ▶ Traffic ▶ ToolSeen ▶ Draft ▶ YAML ▶ Replay ▶ Draft …}
 *
 * <p>Neighbours: {@code record} reads the log and replays it, {@code adopt} writes YAML.
 */
@NullMarked
package dev.mcpfirewall.cli.policy.learn;

import org.jspecify.annotations.NullMarked;
