// SPDX-License-Identifier: Apache-2.0
/** {@code # METADATA} comments to annotations. Sees ast, value and error. */
@NullMarked
package dev.mcpfirewall.rego.parse.metadata;

import org.jspecify.annotations.NullMarked;
