// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

/** An array whose elements exist. */
final class ListedArray extends ArrayValue {
  private final Value[] elements;
  private int weight;

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

  /** Worked out once; a race of two threads writes the same number twice. */
  @Override
  public int weight() {
    if (weight == 0) {
      int sum = 1;
      for (Value element : elements) {
        sum = ValueWeight.plus(sum, element.weight());
      }
      weight = sum;
    }
    return weight;
  }
}
