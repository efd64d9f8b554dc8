// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a query gave: a row for each way it holds. None: it is undefined.
 *
 * @param rows in the order they were found
 */
public record Result(List<Row> rows) {
  public Result {
    rows = List.copyOf(rows);
  }

  /**
   * One way a query holds.
   *
   * @param bindings the query's variables by name
   * @param expressions the value of each of its expressions; {@code true} for one without value
   */
  public record Row(ObjectValue bindings, List<Value> expressions) {
    public Row {
      expressions = List.copyOf(expressions);
    }
  }

  /** Whether there is no row. */
  public boolean isUndefined() {
    return rows.isEmpty();
  }

  /** The value of the first row's last expression. */
  public Optional<Value> value() {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst().expressions().getLast());
  }
}
