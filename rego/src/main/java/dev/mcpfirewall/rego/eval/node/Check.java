// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** A step of a body with at most one answer; it may bind slots. Immutable and thread-safe. */
public abstract class Check {

  /** Whether the body may go on. */
  public abstract boolean holds(Scope s, @Nullable Value[] f);
}
