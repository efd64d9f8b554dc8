// SPDX-License-Identifier: Apache-2.0
/** Static types and the signatures of built-ins. Sees value. */
@NullMarked
package dev.mcpfirewall.rego.type;

import org.jspecify.annotations.NullMarked;
