// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import org.jspecify.annotations.Nullable;

/**
 * An object where it stands in its document, no key of it twice. A member comes into being when it
 * is asked for, and stays; a look-up compares bytes and makes no string of a key. Two threads may
 * make the same member twice; both are right.
 */
final class JsonObject extends ObjectValue {
  private static final int FEW = 8;

  private final JsonTape tape;
  private final int head;
  private final int size;
  private @Nullable Value @Nullable [] made;
  private JsonKeys.@Nullable Index index;
  private @Nullable Keys keys;
  private @Nullable ObjectValue whole;

  JsonObject(JsonTape tape, int head, int size) {
    this.tape = tape;
    this.head = head;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int weight() {
    return tape.weight(head);
  }

  @Override
  public @Nullable Value find(Value key) {
    if (!(key instanceof StringValue string)) {
      return null;
    }
    return size <= FEW ? findOfFew(string.value()) : findOfMany(string);
  }

  private @Nullable Value findOfFew(String key) {
    byte[] bytes = tape.bytes();
    long[] words = tape.words();
    int hash = key.hashCode();
    int place = head + 1;
    for (int i = 0; i < size; i++) {
      if (JsonKeys.matches(bytes, words, place, key, hash)) {
        return value(i, place);
      }
      place = JsonTape.next(words[place + 1]);
    }
    return null;
  }

  private @Nullable Value findOfMany(StringValue key) {
    JsonKeys.Index known = index();
    if (known.crowded()) {
      return whole().find(key);
    }
    int found = known.find(tape.bytes(), tape.words(), key.value());
    return found < 0 ? null : value(found, known.place(found));
  }

  private JsonKeys.Index index() {
    JsonKeys.Index known = index;
    if (known == null) {
      known = JsonKeys.Index.of(tape.words(), head + 1, size);
      index = known;
    }
    return known;
  }

  private ObjectValue whole() {
    ObjectValue known = whole;
    if (known == null) {
      known = tape.members(head, true);
      whole = known;
    }
    return known;
  }

  private Value value(int at, int place) {
    @Nullable Value[] known = made;
    if (known == null) {
      known = new @Nullable Value[size];
      made = known;
    }
    Value value = known[at];
    if (value == null) {
      value = tape.lazy(place + 2);
      known[at] = value;
    }
    return value;
  }

  @Override
  public Value keyAt(int rank) {
    Keys known = keys();
    return known.keys[known.ranks.order[rank]];
  }

  @Override
  public Value valueAt(int rank) {
    return memberValue(keys().ranks.order[rank]);
  }

  @Override
  public Value memberKey(int index) {
    return keys().keys[index];
  }

  @Override
  public Value memberValue(int index) {
    return value(index, index().place(index));
  }

  private Keys keys() {
    Keys known = keys;
    if (known == null) {
      JsonKeys.Index places = index();
      Value[] made = new Value[size];
      for (int i = 0; i < size; i++) {
        made[i] = tape.string(places.place(i));
      }
      known = new Keys(made);
      keys = known;
    }
    return known;
  }

  /** In final fields, so that a race publishes it whole. */
  private static final class Keys {
    final Value[] keys;
    final HashTable.Ranks ranks;

    Keys(Value[] keys) {
      this.keys = keys;
      this.ranks = HashTable.Ranks.of(keys, keys.length);
    }
  }
}
