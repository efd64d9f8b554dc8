// SPDX-License-Identifier: Apache-2.0
/**
 * One class a check: each turns what detectors and policy know into a verdict on one message.
 * Neighbours: {@code detect} and {@code policy} below, {@code pipeline} runs them.
 */
@NullMarked
package dev.mcpfirewall.check;

import org.jspecify.annotations.NullMarked;
