// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import org.jspecify.annotations.Nullable;

/** An object in a hash table; its order is worked out when it is seen. */
final class HashedObject extends ObjectValue {
  private final HashTable table;
  private int weight;

  /** Takes the table over. */
  HashedObject(HashTable table) {
    this.table = table;
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public @Nullable Value find(Value key) {
    return table.find(key);
  }

  @Override
  public Value keyAt(int rank) {
    return table.keyAt(table.atRank(rank));
  }

  @Override
  public Value valueAt(int rank) {
    return table.valueAt(table.atRank(rank));
  }

  @Override
  public Value memberKey(int index) {
    return table.keyAt(index);
  }

  @Override
  public Value memberValue(int index) {
    return table.valueAt(index);
  }

  /** Worked out once; a race of two threads writes the same number twice. */
  @Override
  public int weight() {
    if (weight == 0) {
      weight = table.weight();
    }
    return weight;
  }
}
