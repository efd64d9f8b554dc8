// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.value.Value;

/** What became of one rule of a package. */
public sealed interface Outcome {

  /** It has a value. */
  record Defined(Value value) implements Outcome {}

  /** It has none. */
  record Undefined() implements Outcome {}

  /** It could not be worked out: an error, or a limit. */
  record Failed(RegoException error) implements Outcome {}
}
