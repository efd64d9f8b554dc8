// SPDX-License-Identifier: Apache-2.0
/**
 * Rego about Rego: {@code rego.parse_module}. Sees value, error, builtin, parse and format; apart
 * from the other families so that those do not see the parser.
 */
@NullMarked
package dev.mcpfirewall.rego.builtin.syntax;

import org.jspecify.annotations.NullMarked;
