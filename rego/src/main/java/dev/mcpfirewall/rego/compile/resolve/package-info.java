// SPDX-License-Identifier: Apache-2.0
/**
 * Names resolved, declarations taken out, calls and {@code with} checked: what a rule says, in
 * full. Sees names, ast, builtin, type, value and error.
 */
@NullMarked
package dev.mcpfirewall.rego.compile.resolve;

import org.jspecify.annotations.NullMarked;
