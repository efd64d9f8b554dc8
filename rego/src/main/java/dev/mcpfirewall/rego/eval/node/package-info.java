// SPDX-License-Identifier: Apache-2.0
/**
 * What is evaluated: expressions, checks and generators chained over a frame of values, and the
 * rules made of them. Entry: {@link Tree} and {@link Scope}. Sees builtin, value and error.
 *
 * <pre>
 * Session (budget, clock, tracer) - Scope (input, data, results so far) - frame (variables)
 *            Tree - RuleGroup - Definition - Node - Node - ... - Ends
 * </pre>
 */
@NullMarked
package dev.mcpfirewall.rego.eval.node;

import org.jspecify.annotations.NullMarked;
