// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys, and values where wanted, in the order of insertion, found by hash (linear probing; without
 * a table up to eight keys, where comparing is quicker), with ranks worked out on demand. Written
 * by one thread, then only read; the ranks are published whole.
 *
 * <p>Hashes are no secret, so keys that collide can be chosen: what is not placed within {@link
 * #PROBES} steps, or past fewer than {@link #RIVALS} keys of the same hash, goes to a tree, and no
 * table costs more than n log n.
 */
final class HashTable {
  private static final int LINEAR = 8;
  private static final int PROBES = 64;

  /** Comparing with a key of the same hash may take as long as the key is heavy. */
  private static final int RIVALS = 4;

  private static final Value[] NONE = {};

  private Value[] keys;
  private Value @Nullable [] values;
  private int @Nullable [] slots;
  private @Nullable TreeMap<Value, Integer> crowded;
  private int size;
  private @Nullable Ranks ranks;

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

  /** Of whatever holds it. */
  int weight() {
    int sum = 1;
    for (int i = 0; i < size; i++) {
      sum = ValueWeight.plus(sum, keys[i].weight());
      if (values != null) {
        sum = ValueWeight.plus(sum, values[i].weight());
      }
    }
    return sum;
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
    int hash = key.hashCode();
    int at = spread(hash) & mask;
    int rivals = 0;
    for (int probe = 0; probe < PROBES && rivals < RIVALS; probe++) {
      int slot = table[at];
      if (slot == 0) {
        return -1;
      }
      Value there = keys[slot - 1];
      if (there.equals(key)) {
        return slot - 1;
      }
      if (there.hashCode() == hash) {
        rivals++;
      }
      at = at + 1 & mask;
    }
    Integer index = crowded == null ? null : crowded.get(key);
    return index == null ? -1 : index;
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
      crowded = null;
      for (int i = 0; i < size; i++) {
        link(table, i);
      }
    } else {
      link(table, size - 1);
    }
  }

  private void link(int[] table, int index) {
    int mask = table.length - 1;
    int hash = keys[index].hashCode();
    int at = spread(hash) & mask;
    int rivals = 0;
    for (int probe = 0; probe < PROBES && rivals < RIVALS; probe++) {
      if (table[at] == 0) {
        table[at] = index + 1;
        return;
      }
      if (keys[table[at] - 1].hashCode() == hash) {
        rivals++;
      }
      at = at + 1 & mask;
    }
    TreeMap<Value, Integer> tree = crowded;
    if (tree == null) {
      tree = new TreeMap<>();
      crowded = tree;
    }
    tree.put(keys[index], index);
  }

  private static int spread(int hash) {
    int product = hash * 0x9E3779B9;
    return product ^ product >>> 16;
  }

  /** The index of the key at a rank in ascending order. */
  int atRank(int rank) {
    Ranks known = ranks;
    if (known == null) {
      known = Ranks.of(keys, size);
      ranks = known;
    }
    return known.order[rank];
  }

  /** Indexes in ascending order of keys; in a final field, so that a race publishes it whole. */
  static final class Ranks {
    private static final int FEW = 24;

    final int[] order;

    private Ranks(int[] order) {
      this.order = order;
    }

    static Ranks of(Value[] keys, int size) {
      return new Ranks(size <= FEW ? inserted(keys, size) : sorted(keys, size));
    }

    private static int[] inserted(Value[] keys, int size) {
      int[] order = new int[size];
      for (int i = 1; i < size; i++) {
        int at = i;
        while (at > 0 && keys[order[at - 1]].compareTo(keys[i]) > 0) {
          order[at] = order[at - 1];
          at--;
        }
        order[at] = i;
      }
      return order;
    }

    private static int[] sorted(Value[] keys, int size) {
      Integer[] boxed = new Integer[size];
      Arrays.setAll(boxed, i -> i);
      Arrays.sort(boxed, Comparator.comparing(i -> keys[i]));
      int[] order = new int[size];
      for (int i = 0; i < size; i++) {
        order[i] = boxed[i];
      }
      return order;
    }
  }
}
