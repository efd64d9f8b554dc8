// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

/** A string. Lone surrogates are allowed, as Java has them; nothing that reads text makes them. */
public final class StringValue implements Value {
  public static final StringValue EMPTY = new StringValue("");

  private final String value;

  private StringValue(String value) {
    this.value = value;
  }

  /** The value of a string. */
  public static StringValue of(String value) {
    return value.isEmpty() ? EMPTY : new StringValue(value);
  }

  /** As a string of Java. */
  public String value() {
    return value;
  }

  @Override
  public String typeName() {
    return "string";
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof StringValue s && s.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** As a literal, quoted and escaped as JSON does. */
  @Override
  public String toString() {
    return ValueText.of(this);
  }
}
