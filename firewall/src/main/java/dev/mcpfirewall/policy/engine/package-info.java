// SPDX-License-Identifier: Apache-2.0
/**
 * Decides messages by a policy.
 *
 * <p>Entry: {@link dev.mcpfirewall.policy.engine.PolicyEngines}.
 *
 * <p>{@code PolicyInput ▶ input ▶ the compiled Rego, asked once ▶ Decision}
 *
 * <p>Neighbours: {@code policy.compile} makes the Rego, the module {@code rego} evaluates it,
 * {@code check} asks.
 */
@NullMarked
package dev.mcpfirewall.policy.engine;

import org.jspecify.annotations.NullMarked;
