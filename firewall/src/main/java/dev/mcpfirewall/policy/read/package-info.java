// SPDX-License-Identifier: Apache-2.0
/**
 * Trees to policies: one reader for each section of a policy file. Each takes what it knows, says
 * of everything else what is wrong with it and where, and goes on, so that a person sees all
 * problems at once.
 *
 * <p>Entry: {@link dev.mcpfirewall.policy.read.PolicyReader}.
 *
 * <p>{@code Node ▶ Fields ▶ section readers ▶ Statement ▶ Overlay ▶ PolicyFile}
 *
 * <p>Neighbours: {@code config} makes the trees; {@code policy.PolicyLoader} says in which order
 * files count, and with what power.
 */
@NullMarked
package dev.mcpfirewall.policy.read;

import org.jspecify.annotations.NullMarked;
