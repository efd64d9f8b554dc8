// SPDX-License-Identifier: Apache-2.0
/** Syntax tree to canonical text. Sees ast, value and error. */
@NullMarked
package dev.mcpfirewall.rego.format;

import org.jspecify.annotations.NullMarked;
