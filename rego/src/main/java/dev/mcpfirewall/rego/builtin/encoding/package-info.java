// SPDX-License-Identifier: Apache-2.0
/** Built-ins that write values as text and read them back. Sees value, type and error. */
@NullMarked
package dev.mcpfirewall.rego.builtin.encoding;

import org.jspecify.annotations.NullMarked;
