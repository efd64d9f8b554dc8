// SPDX-License-Identifier: Apache-2.0
/** Built-ins on numbers, bits, comparison and types. Sees value, type and error. */
@NullMarked
package dev.mcpfirewall.rego.builtin.number;

import org.jspecify.annotations.NullMarked;
