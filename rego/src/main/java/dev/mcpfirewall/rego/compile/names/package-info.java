// SPDX-License-Identifier: Apache-2.0
/**
 * What names stand for, what variables there are, and what is found wrong with them: shared by the
 * stages of the front end. Sees ast, builtin, value and error.
 */
@NullMarked
package dev.mcpfirewall.rego.compile.names;

import org.jspecify.annotations.NullMarked;
