// SPDX-License-Identifier: Apache-2.0
/** Times as Go's layouts write and read them. Knows no values. */
@NullMarked
package dev.mcpfirewall.rego.builtin.clock;

import org.jspecify.annotations.NullMarked;
