// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Something with one value, or none. Immutable and thread-safe; all state is in its arguments. */
public abstract class Expr {

  /** Its value over a frame; null where undefined. */
  public abstract @Nullable Value eval(Scope s, @Nullable Value[] f);

  /** Its value where that is known without evaluating. */
  public @Nullable Value constant() {
    return null;
  }
}
