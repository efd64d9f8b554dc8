// SPDX-License-Identifier: Apache-2.0
/**
 * Writes a policy's books as Rego.
 *
 * <p>Entry: the compiler.
 *
 * <p>{@code Rulebook ▶ one package for each book, and what joins them ▶ RegoText}
 *
 * <p>Neighbours: {@code policy.rule} is what it reads, {@code policy.engine} evaluates what it
 * writes.
 */
@NullMarked
package dev.mcpfirewall.policy.compile;

import org.jspecify.annotations.NullMarked;
