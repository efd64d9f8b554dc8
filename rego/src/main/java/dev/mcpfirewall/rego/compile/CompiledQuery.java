// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Body;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A query made ready, with the same promises as a {@link Program}.
 *
 * @param body resolved and ordered
 * @param variables what a result reports: the name in the text, and the variable of the body that
 *     holds it, in the order of the text; no wildcards, nothing of nested bodies
 * @param written what stood in the text for each variable the compiler named
 */
public record CompiledQuery(Body body, Map<String, String> variables, Map<String, String> written) {
  public CompiledQuery {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    written = Map.copyOf(written);
  }
}
