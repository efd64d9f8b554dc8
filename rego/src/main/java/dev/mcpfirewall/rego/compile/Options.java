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
 *     data}), and references below our own packages that lead to no rule and no base document
 * @param print whether {@code print} is kept; otherwise it is erased
 * @param refused names of built-ins that may not be called
 * @param input what {@code input} can hold; {@link InputSchema#ANY} where nothing is known
 * @param data the base documents below {@code data}
 * @param builtins all that can be called
 */
public record Options(
    boolean strict,
    boolean print,
    Set<String> refused,
    InputSchema input,
    ObjectValue data,
    Builtins builtins) {
  /** Not strict, {@code print} erased, every built-in allowed. */
  public static final Options DEFAULT =
      new Options(false, false, Set.of(), InputSchema.ANY, ObjectValue.EMPTY, Builtins.all());

  public Options {
    refused = Set.copyOf(refused);
  }

  Settings settings() {
    return new Settings(strict, print, refused, builtins);
  }

  /** The same, strict or not. */
  public Options strict(boolean on) {
    return new Options(on, print, refused, input, data, builtins);
  }

  /** The same, with {@code print} kept or erased. */
  public Options print(boolean on) {
    return new Options(strict, on, refused, input, data, builtins);
  }

  /** The same, with other built-ins refused. */
  public Options refused(Set<String> names) {
    return new Options(strict, print, names, input, data, builtins);
  }

  /** The same, with another schema of {@code input}. */
  public Options input(InputSchema schema) {
    return new Options(strict, print, refused, schema, data, builtins);
  }

  /** The same, with other base documents. */
  public Options data(ObjectValue documents) {
    return new Options(strict, print, refused, input, documents, builtins);
  }
}
