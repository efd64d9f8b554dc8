// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An array where it stands in its document; elements come into being when they are asked for, and
 * stay. Two threads may make the same element twice; both are right.
 */
final class JsonArray extends ArrayValue {
  private final JsonTape tape;
  private final int head;
  private final int size;
  private final boolean flat;
  private @Nullable Value @Nullable [] made;
  private @Nullable Places places;

  JsonArray(JsonTape tape, int head, int size) {
    this.tape = tape;
    this.head = head;
    this.size = size;
    this.flat = tape.after(head) == head + 1 + size;
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
  public Value get(int index) {
    Objects.checkIndex(index, size);
    @Nullable Value[] known = made;
    if (known == null) {
      known = new @Nullable Value[size];
      made = known;
    }
    Value value = known[index];
    if (value == null) {
      value = tape.lazy(place(index));
      known[index] = value;
    }
    return value;
  }

  /** Where all elements are scalars, each has one word. */
  private int place(int index) {
    if (flat) {
      return head + 1 + index;
    }
    Places known = places;
    if (known == null) {
      known = Places.of(tape, head + 1, size);
      places = known;
    }
    return known.at[index];
  }

  /** In a final field, so that a race publishes it whole. */
  private static final class Places {
    final int[] at;

    private Places(int[] at) {
      this.at = at;
    }

    static Places of(JsonTape tape, int first, int size) {
      int[] at = new int[size];
      int place = first;
      for (int i = 0; i < size; i++) {
        at[i] = place;
        place = tape.after(place);
      }
      return new Places(at);
    }
  }
}
