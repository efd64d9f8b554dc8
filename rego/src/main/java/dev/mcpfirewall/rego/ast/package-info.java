// SPDX-License-Identifier: Apache-2.0
/** The syntax tree: what a module says, before anything is resolved. Sees value and error. */
@NullMarked
package dev.mcpfirewall.rego.ast;

import org.jspecify.annotations.NullMarked;
