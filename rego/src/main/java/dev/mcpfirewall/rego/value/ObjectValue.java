// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An object: keys of any type, each with a value. Members are counted in the order of their keys.
 */
public abstract sealed class ObjectValue implements Value
    permits HashedObject, JsonObject, LazyObject {
  /**
   * INVARIANT: {@code HashedObject} is made only by code that has this class loaded, so no
   * deadlock.
   */
  @SuppressWarnings("ClassInitializationDeadlock")
  public static final ObjectValue EMPTY = new HashedObject(new HashTable(0, true));

  private int hash;

  ObjectValue() {}

  /** An object of these members. */
  public static ObjectValue of(Map<? extends Value, ? extends Value> members) {
    Builder builder = builder(members.size());
    members.forEach(builder::put);
    return builder.build();
  }

  /** A builder with room for {@code expected} members; it grows. */
  public static Builder builder(int expected) {
    return new Builder(expected);
  }

  /** How many members. */
  public abstract int size();

  /** The value of a key; null where there is none. */
  public abstract @Nullable Value find(Value key);

  /** The key at a rank from 0, in ascending order. */
  public abstract Value keyAt(int rank);

  /** The value of the key at a rank from 0. */
  public abstract Value valueAt(int rank);

  /**
   * The key at an index from 0, in an order of its own that does not change: cheaper than {@link
   * #keyAt} where order does not matter.
   */
  public abstract Value memberKey(int index);

  /** The value of the key at an index from 0, in the order of {@link #memberKey}. */
  public abstract Value memberValue(int index);

  /** The members in ascending order of keys. */
  public final void forEach(BiConsumer<Value, Value> action) {
    for (int i = 0; i < size(); i++) {
      action.accept(keyAt(i), valueAt(i));
    }
  }

  @Override
  public String typeName() {
    return "object";
  }

  @Override
  public final boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof ObjectValue o) || o.size() != size() || o.hashCode() != hashCode()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (ValueWeight.isComposite(memberKey(i))) {
        return equalsInOrder(o);
      }
      Value theirs = o.find(memberKey(i));
      if (theirs == null || !theirs.equals(memberValue(i))) {
        return false;
      }
    }
    return true;
  }

  /** As for sets of composite elements. */
  private boolean equalsInOrder(ObjectValue other) {
    for (int i = 0; i < size(); i++) {
      if (!keyAt(i).equals(other.keyAt(i)) || !valueAt(i).equals(other.valueAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The sum over the members, so that no order is needed. */
  @Override
  public final int hashCode() {
    if (hash == 0) {
      int sum = 11;
      for (int i = 0; i < size(); i++) {
        sum += memberKey(i).hashCode() * 31 ^ memberValue(i).hashCode();
      }
      hash = sum == 0 ? 1 : sum;
    }
    return hash;
  }

  @Override
  public final String toString() {
    return ValueText.of(this);
  }

  /** Collects members; of one thread. */
  public static final class Builder {
    private HashTable table;

    private Builder(int expected) {
      table = new HashTable(expected, true);
    }

    /** Sets a key; the last value stays. Returns what the key had before, or null. */
    public @Nullable Value put(Value key, Value value) {
      return table.put(key, value);
    }

    /** The value set so far for a key, or null. */
    public @Nullable Value find(Value key) {
      return table.find(key);
    }

    /** How many members so far. */
    public int size() {
      return table.size();
    }

    /** The object; the builder is empty again. */
    public ObjectValue build() {
      if (table.size() == 0) {
        return EMPTY;
      }
      HashTable done = table;
      table = new HashTable(0, true);
      return new HashedObject(done);
    }
  }
}
