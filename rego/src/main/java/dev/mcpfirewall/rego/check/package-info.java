// SPDX-License-Identifier: Apache-2.0
/**
 * Static types of rules and queries: what can't be right is refused. Sees ast, compile, type,
 * builtin, value and error.
 */
@NullMarked
package dev.mcpfirewall.rego.check;

import org.jspecify.annotations.NullMarked;
