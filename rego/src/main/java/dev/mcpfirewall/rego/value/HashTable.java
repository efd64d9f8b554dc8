// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keys, and values where wanted, in the order of insertion, found by hash (linear probing; without
 * a table up to eight keys, where comparing is quicker), with ranks worked out on demand. Written
 * by one thread, then only read; the ranks are published whole.
 */
final class HashTable {
  private static final int LINEAR = 8;
  private static final Value[] NONE = {};

  private Value[] keys;
  private Value @Nullable [] values;
  private int @Nullable [] slots;
  private int size;
  private int @Nullable [] ranks;

  HashTable(int expected, boolean mapped) {
    keys = expected == 0 ? NONE : new Value[expected];
    values = mapped ? keys.length == 0 ? NONE : new Value[expected] : null;
  }

  int size() {
    return size;
  }

  Value keyAt(int index) {
    return keys[index];
  }

  Value valueAt(int index) {
    return values == null ? keys[index] : values[index];
  }

  @Nullable Value find(Value key) {
    int index = indexOf(key);
    return index < 0 ? null : valueAt(index);
  }

  int indexOf(Value key) {
    int[] table = slots;
    if (table == null) {
      for (int i = 0; i < size; i++) {
        if (keys[i].equals(key)) {
          return i;
        }
      }
      return -1;
    }
    int mask = table.length - 1;
    for (int at = spread(key) & mask; table[at] != 0; at = at + 1 & mask) {
      if (keys[table[at] - 1].equals(key)) {
        return table[at] - 1;
      }
    }
    return -1;
  }

  /** What the key had before, or null. */
  @Nullable Value put(Value key, Value value) {
    int index = indexOf(key);
    if (index >= 0) {
      Value before = valueAt(index);
      if (values != null) {
        values[index] = value;
      }
      return before;
    }
    if (size == keys.length) {
      int room = Math.max(4, size * 2);
      keys = Arrays.copyOf(keys, room);
      values = values == null ? null : Arrays.copyOf(values, room);
    }
    keys[size] = key;
    if (values != null) {
      values[size] = value;
    }
    size++;
    if (size > LINEAR) {
      link();
    }
    return null;
  }

  private void link() {
    int[] table = slots;
    if (table == null || size * 2 > table.length) {
      table = new int[Integer.highestOneBit(size * 2 - 1) * 4];
      slots = table;
      for (int i = 0; i < size; i++) {
        link(table, i);
      }
    } else {
      link(table, size - 1);
    }
  }

  private void link(int[] table, int index) {
    int mask = table.length - 1;
    int at = spread(keys[index]) & mask;
    while (table[at] != 0) {
      at = at + 1 & mask;
    }
    table[at] = index + 1;
  }

  private static int spread(Value key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash ^ hash >>> 16;
  }

  /** The index of the key at a rank in ascending order. */
  int atRank(int rank) {
    int[] order = ranks;
    if (order == null) {
      order =
          IntStream.range(0, size)
              .boxed()
              .sorted(Comparator.comparing(i -> keys[i]))
              .mapToInt(i -> i)
              .toArray();
      ranks = order;
    }
    return order[rank];
  }
}
