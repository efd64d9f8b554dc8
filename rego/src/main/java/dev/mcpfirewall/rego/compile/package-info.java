// SPDX-License-Identifier: Apache-2.0
/**
 * Checked, resolved and ordered rules from syntax trees: the front end. Sees ast, type, builtin,
 * value and error.
 */
@NullMarked
package dev.mcpfirewall.rego.compile;

import org.jspecify.annotations.NullMarked;
