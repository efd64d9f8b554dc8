// SPDX-License-Identifier: Apache-2.0
/**
 * How often something may be called: counts calls by agent, tool, server and altogether.
 *
 * <p>{@code call ▶ RateLimits.take ▶ the limits it is beyond}
 *
 * <p>Entry type: {@link dev.mcpfirewall.policy.rate.RateLimits}. Neighbours: {@code policy.rule}
 * says what the limits are, {@code check} counts each call once, and the engine refuses what is
 * beyond one.
 */
@NullMarked
package dev.mcpfirewall.policy.rate;

import org.jspecify.annotations.NullMarked;
