// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which definitions may apply: those of a rule index, or all. */
public sealed interface Candidates {

  /** All of them may. */
  record All(RuleGroup.Definition[] definitions) implements Candidates {}

  /**
   * Some ask for one value of an expression: by the value, and those that don't.
   *
   * @param on what they ask
   */
  record Split(Expr on, Map<Value, Candidates> by, Candidates others) implements Candidates {
    @Nullable Candidates hit(Scope s, @Nullable Value[] f) {
      Value value = on.eval(s, f);
      return value == null ? null : by.get(value);
    }
  }
}
