// SPDX-License-Identifier: Apache-2.0
/** The built-in functions, a class a family. Sees value, type and error. */
@NullMarked
package dev.mcpfirewall.rego.builtin;

import org.jspecify.annotations.NullMarked;
