// SPDX-License-Identifier: Apache-2.0
/** Text to syntax tree, for both versions of the language. Sees ast, value and error. */
@NullMarked
package dev.mcpfirewall.rego.parse;

import org.jspecify.annotations.NullMarked;
