// SPDX-License-Identifier: Apache-2.0
/** Globs and regular expressions, all in linear time, compiled once. Knows no values. */
@NullMarked
package dev.mcpfirewall.rego.builtin.pattern;

import org.jspecify.annotations.NullMarked;
