// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.builtin.Builtins;
import java.util.Set;

/**
 * How the stages look at a rule.
 *
 * @param strict whether what is most likely a mistake is one
 * @param print whether {@code print} is kept
 * @param refused names of built-ins that may not be called
 * @param builtins all that can be called
 */
public record Settings(boolean strict, boolean print, Set<String> refused, Builtins builtins) {
  public Settings {
    refused = Set.copyOf(refused);
  }
}
