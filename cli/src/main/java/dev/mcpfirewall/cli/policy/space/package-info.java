// SPDX-License-Identifier: Apache-2.0
/**
 * Messages that tell all cases of a policy apart, made of the policy's own constants.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.policy.space.Space}.
 *
 * <p>{@code books ▶ constants ▶ names and values at and around each ▶ situations, one by one}
 *
 * <p>Neighbours: {@code ask} and {@code diff} have them judged by {@code trial}; {@code lint} uses
 * {@link dev.mcpfirewall.cli.policy.space.NameClasses} alone.
 */
@NullMarked
package dev.mcpfirewall.cli.policy.space;

import org.jspecify.annotations.NullMarked;
