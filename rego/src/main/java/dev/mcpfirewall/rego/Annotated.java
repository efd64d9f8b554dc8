// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.ast.Annotations;

/**
 * A {@code # METADATA} block and what it speaks of.
 *
 * @param path the package, or the rule: {@code data.tools.allow}
 */
public record Annotated(String path, Annotations annotations) {}
