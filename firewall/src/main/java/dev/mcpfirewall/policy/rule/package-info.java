// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of a policy file as they were written, checked and with their positions, and nothing of
 * how they are decided.
 *
 * <p>Entry: {@link dev.mcpfirewall.policy.rule.Rulebook}.
 *
 * <p>{@code YAML ▶ Rulebook ▶ Rego}
 *
 * <p>Neighbours: the readers in {@code policy} make it; {@code policy.compile} turns it into Rego.
 */
@NullMarked
package dev.mcpfirewall.policy.rule;

import org.jspecify.annotations.NullMarked;
