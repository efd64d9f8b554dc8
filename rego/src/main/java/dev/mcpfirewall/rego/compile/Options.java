// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.builtin.Builtins;
import dev.mcpfirewall.rego.compile.names.Settings;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.Set;

/**
 * How modules and queries are compiled.
 *
 * @param strict whether what is most likely a mistake is one: OPA's strict mode (unused imports,
 *     variables and arguments, deprecated built-ins, names that shadow {@code input} or {@code
 *     data}), and imports of, references to and replacements of parts of {@code data} that are no
 *     package, rule or base document, given or declared by an annotation
 * @param print whether {@code print} is kept; otherwise it is erased
 * @param refused names of built-ins that may not be called
 * @param data the base documents below {@code data}
 * @param builtins all that can be called
 */
public record Options(
    boolean strict, boolean print, Set<String> refused, ObjectValue data, Builtins builtins) {
  /** Not strict, {@code print} erased, every built-in allowed. */
  public static final Options DEFAULT =
      new Options(false, false, Set.of(), ObjectValue.EMPTY, Builtins.all());

  public Options {
    refused = Set.copyOf(refused);
  }

  Settings settings() {
    return new Settings(strict, print, refused, builtins);
  }

  /** The same, strict or not. */
  public Options strict(boolean on) {
    return new Options(on, print, refused, data, builtins);
  }

  /** The same, with {@code print} kept or erased. */
  public Options print(boolean on) {
    return new Options(strict, on, refused, data, builtins);
  }

  /** The same, with other built-ins refused. */
  public Options refused(Set<String> names) {
    return new Options(strict, print, names, data, builtins);
  }

  /** The same, with other base documents. */
  public Options data(ObjectValue documents) {
    return new Options(strict, print, refused, documents, builtins);
  }
}
