// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

/** An array whose elements exist. */
final class ListedArray extends ArrayValue {
  private final Value[] elements;

  /** Takes the array over. */
  ListedArray(Value[] elements) {
    this.elements = elements;
  }

  @Override
  public int size() {
    return elements.length;
  }

  @Override
  public Value get(int index) {
    return elements[index];
  }
}
