// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

/** {@code null}: one object. */
public final class NullValue implements Value {
  public static final NullValue NULL = new NullValue();

  private NullValue() {}

  @Override
  public String typeName() {
    return "null";
  }

  @Override
  public String toString() {
    return "null";
  }
}
