// SPDX-License-Identifier: Apache-2.0
/** Rules to chained closures, and their evaluation. Sees compile, ast, builtin, value and error. */
@NullMarked
package dev.mcpfirewall.rego.eval;

import org.jspecify.annotations.NullMarked;
