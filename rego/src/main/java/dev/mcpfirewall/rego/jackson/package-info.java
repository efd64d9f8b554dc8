// SPDX-License-Identifier: Apache-2.0
/** Values from and to Jackson's trees; apart, so that Jackson loads only where it is used. */
@NullMarked
package dev.mcpfirewall.rego.jackson;

import org.jspecify.annotations.NullMarked;
