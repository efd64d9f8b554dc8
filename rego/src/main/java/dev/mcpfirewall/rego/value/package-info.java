// SPDX-License-Identifier: Apache-2.0
/** Rego's values: immutable, ordered as OPA orders them. Sees nothing else. */
@NullMarked
package dev.mcpfirewall.rego.value;

import org.jspecify.annotations.NullMarked;
