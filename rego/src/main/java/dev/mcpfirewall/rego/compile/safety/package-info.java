// SPDX-License-Identifier: Apache-2.0
/**
 * Bodies put in an order in which each literal finds its inputs bound. Sees names, ast, value and
 * error.
 */
@NullMarked
package dev.mcpfirewall.rego.compile.safety;

import org.jspecify.annotations.NullMarked;
