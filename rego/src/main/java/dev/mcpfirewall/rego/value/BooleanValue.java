// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

/** {@code true} and {@code false}. */
public final class BooleanValue implements Value {
  public static final BooleanValue TRUE = new BooleanValue(true);
  public static final BooleanValue FALSE = new BooleanValue(false);

  private final boolean value;

  private BooleanValue(boolean value) {
    this.value = value;
  }

  /** One of the two. */
  public static BooleanValue of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** As a boolean of Java. */
  public boolean value() {
    return value;
  }

  @Override
  public String typeName() {
    return "boolean";
  }

  @Override
  public String toString() {
    return Boolean.toString(value);
  }
}
