// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.syntax;

import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;

/** What a literal is; trees show the ordinal. */
public enum ValueKind {
  VARIABLE,
  INT,
  FLOAT,
  STRING,
  BLOCK,
  BOOLEAN,
  NULL,
  ENUM,
  LIST,
  OBJECT;

  private static final ValueKind[] ALL = values();

  /** Of a value's node; a number that is no kind is an error of the tree. */
  public static ValueKind of(ObjectValue value) {
    long kind =
        Node.member(value, "Kind") instanceof NumberValue n && n.isLong() ? n.longValue() : 0;
    if (kind < 0 || kind >= ALL.length) {
      throw Node.error(value, "unknown kind of value");
    }
    return ALL[(int) kind];
  }
}
