// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** An array. Elements of one read from JSON come into being when they are asked for. */
public abstract sealed class ArrayValue implements Value permits ListedArray, JsonArray {
  /**
   * INVARIANT: {@code ListedArray} is made only by code that has this class loaded, so no deadlock.
   */
  @SuppressWarnings("ClassInitializationDeadlock")
  public static final ArrayValue EMPTY = new ListedArray(new Value[0]);

  private int hash;

  ArrayValue() {}

  /** An array of these elements. */
  public static ArrayValue of(List<? extends Value> elements) {
    return elements.isEmpty() ? EMPTY : new ListedArray(elements.toArray(Value[]::new));
  }

  /** An array of these elements. */
  public static ArrayValue of(Value... elements) {
    return elements.length == 0 ? EMPTY : new ListedArray(elements.clone());
  }

  /** How many. */
  public abstract int size();

  /**
   * The element at an index from 0.
   *
   * @throws IndexOutOfBoundsException where there is none
   */
  public abstract Value get(int index);

  /** What {@code array[key]} is; null where undefined. */
  public final @Nullable Value find(Value key) {
    return key instanceof NumberValue n
            && n.isLong()
            && n.longValue() >= 0
            && n.longValue() < size()
        ? get((int) n.longValue())
        : null;
  }

  /** The elements as a view. */
  public final List<Value> elements() {
    return new Elements(this);
  }

  @Override
  public String typeName() {
    return "array";
  }

  @Override
  public final boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof ArrayValue a) || a.size() != size() || a.hashCode() != hashCode()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (!get(i).equals(a.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Of the elements in order; worked out once. A race of two threads writes the same number twice.
   */
  @Override
  public final int hashCode() {
    if (hash == 0) {
      int sum = 7;
      for (int i = 0; i < size(); i++) {
        sum = 31 * sum + get(i).hashCode();
      }
      hash = sum == 0 ? 1 : sum;
    }
    return hash;
  }

  @Override
  public final String toString() {
    return ValueText.of(this);
  }

  private static final class Elements extends AbstractList<Value> implements RandomAccess {
    private final ArrayValue array;

    Elements(ArrayValue array) {
      this.array = array;
    }

    @Override
    public Value get(int index) {
      return array.get(index);
    }

    @Override
    public int size() {
      return array.size();
    }
  }
}
