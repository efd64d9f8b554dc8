// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import dev.mcpfirewall.rego.ast.Module;
import java.util.List;

/**
 * Which words the text to be written has.
 *
 * @param v1 the current syntax
 * @param ifs whether bodies stand behind {@code if}
 * @param contains whether partial sets are written with {@code contains}
 */
record Syntax(boolean v1, boolean ifs, boolean contains) {
  static Syntax of(Module module, boolean v1) {
    return new Syntax(v1, v1 || imported(module, "if"), v1 || imported(module, "contains"));
  }

  private static boolean imported(Module module, String word) {
    return module.imports().stream()
        .map(Module.Import::path)
        .anyMatch(path ->
            path.equals(List.of("future", "keywords"))
                || path.equals(List.of("future", "keywords", word)));
  }
}
