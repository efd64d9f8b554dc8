// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/** A set of values of any type, counted in ascending order. */
public final class SetValue implements Value {
  public static final SetValue EMPTY = new SetValue(new HashTable(0, false));

  private final HashTable table;
  private int hash;
  private int weight;

  private SetValue(HashTable table) {
    this.table = table;
  }

  /** A set of these elements, each once. */
  public static SetValue of(Collection<? extends Value> elements) {
    Builder builder = builder(elements.size());
    elements.forEach(builder::add);
    return builder.build();
  }

  /** A builder with room for {@code expected} elements; it grows. */
  public static Builder builder(int expected) {
    return new Builder(expected);
  }

  /** How many. */
  public int size() {
    return table.size();
  }

  /** Whether an element is in it. */
  public boolean contains(Value element) {
    return table.indexOf(element) >= 0;
  }

  /** The element at a rank from 0, in ascending order. */
  public Value at(int rank) {
    return table.keyAt(table.atRank(rank));
  }

  /**
   * The element at an index from 0, in an order of its own that does not change: cheaper than
   * {@link #at} where order does not matter.
   */
  public Value member(int index) {
    return table.keyAt(index);
  }

  /** The elements in ascending order, as a view. */
  public List<Value> elements() {
    return new Elements(this);
  }

  @Override
  public String typeName() {
    return "set";
  }

  /** Worked out once; a race of two threads writes the same number twice. */
  @Override
  public int weight() {
    if (weight == 0) {
      weight = table.weight();
    }
    return weight;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof SetValue s) || s.size() != size() || s.hashCode() != hashCode()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (ValueWeight.isComposite(table.keyAt(i))) {
        return equalsInOrder(s);
      }
      if (!s.contains(table.keyAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Looking for elements that hold others, whose hashes may be chosen to be the same, would compare
   * each of them several times, and that on each level of sets in sets.
   */
  private boolean equalsInOrder(SetValue other) {
    for (int i = 0; i < size(); i++) {
      if (!table.keyAt(table.atRank(i)).equals(other.table.keyAt(other.table.atRank(i)))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      int sum = 13;
      for (int i = 0; i < size(); i++) {
        sum += table.keyAt(i).hashCode() * 31;
      }
      hash = sum == 0 ? 1 : sum;
    }
    return hash;
  }

  @Override
  public String toString() {
    return ValueText.of(this);
  }

  /** Collects elements; of one thread. */
  public static final class Builder {
    private HashTable table;

    private Builder(int expected) {
      table = new HashTable(expected, false);
    }

    /** Adds an element; whether it is new. */
    public boolean add(Value element) {
      int before = table.size();
      table.put(element, element);
      return table.size() > before;
    }

    /** How many so far. */
    public int size() {
      return table.size();
    }

    /** The set; the builder is empty again. */
    public SetValue build() {
      if (table.size() == 0) {
        return EMPTY;
      }
      HashTable done = table;
      table = new HashTable(0, false);
      return new SetValue(done);
    }
  }

  private static final class Elements extends AbstractList<Value> implements RandomAccess {
    private final SetValue set;

    Elements(SetValue set) {
      this.set = set;
    }

    @Override
    public Value get(int index) {
      return set.at(index);
    }

    @Override
    public int size() {
      return set.size();
    }

    @Override
    public boolean contains(Object element) {
      return element instanceof Value v && set.contains(v);
    }
  }
}
