// SPDX-License-Identifier: Apache-2.0
/** Text as Go's fmt, strconv and text/template make it. Knows values, no evaluation. */
@NullMarked
package dev.mcpfirewall.rego.builtin.text;

import org.jspecify.annotations.NullMarked;
