// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.util.HashSet;
import java.util.Set;

/** Comparing keys where they stand on the tape, without making strings of them. */
final class JsonKeys {
  private static final int FEW = 8;
  private static final int PROBES = 64;

  private JsonKeys() {}

  /** Whether the key at a place of the tape is this one. */
  static boolean matches(byte[] bytes, long[] tape, int place, String key, int hash) {
    if (JsonTape.hash(tape[place + 1]) != hash) {
      return false;
    }
    long word = tape[place];
    int start = JsonTape.start(word);
    int length = JsonTape.end(word) - start;
    if (JsonTape.complex(word)) {
      return JsonTape.decode(bytes, start, start + length).equals(key);
    }
    if (length != key.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (key.charAt(i) != bytes[start + i]) {
        return false;
      }
    }
    return true;
  }

  /** The offset of a key that stands twice in an object of so many members; -1 where none does. */
  static int duplicate(byte[] bytes, long[] tape, int first, int count) {
    return count <= FEW
        ? duplicateOfFew(bytes, tape, first, count)
        : duplicateOfMany(bytes, tape, first, count);
  }

  private static int duplicateOfFew(byte[] bytes, long[] tape, int first, int count) {
    int a = first;
    for (int i = 0; i < count; i++) {
      int b = first;
      for (int j = 0; j < i; j++) {
        if (same(bytes, tape, a, b)) {
          return JsonTape.start(tape[a]);
        }
        b = JsonTape.next(tape[b + 1]);
      }
      a = JsonTape.next(tape[a + 1]);
    }
    return -1;
  }

  private static int duplicateOfMany(byte[] bytes, long[] tape, int first, int count) {
    int[] slots = slots(count);
    int mask = slots.length - 1;
    int place = first;
    for (int i = 0; i < count; i++) {
      int at = spread(JsonTape.hash(tape[place + 1])) & mask;
      for (int probe = 0; slots[at] != 0; probe++) {
        if (probe > PROBES) {
          return duplicateOfCrowded(bytes, tape, first, count);
        }
        if (same(bytes, tape, place, slots[at] - 1)) {
          return JsonTape.start(tape[place]);
        }
        at = at + 1 & mask;
      }
      slots[at] = place + 1;
      place = JsonTape.next(tape[place + 1]);
    }
    return -1;
  }

  /** Keys chosen to collide: Java's sets put those in trees. */
  private static int duplicateOfCrowded(byte[] bytes, long[] tape, int first, int count) {
    Set<String> seen = new HashSet<>();
    int place = first;
    for (int i = 0; i < count; i++) {
      long word = tape[place];
      if (!seen.add(JsonTape.decode(bytes, JsonTape.start(word), JsonTape.end(word)))) {
        return JsonTape.start(word);
      }
      place = JsonTape.next(tape[place + 1]);
    }
    return -1;
  }

  private static boolean same(byte[] bytes, long[] tape, int a, int b) {
    int hash = JsonTape.hash(tape[a + 1]);
    if (hash != JsonTape.hash(tape[b + 1])) {
      return false;
    }
    long word = tape[a];
    return matches(
        bytes, tape, b, JsonTape.decode(bytes, JsonTape.start(word), JsonTape.end(word)), hash);
  }

  /**
   * Where the members of an object stand, with a table to find them by hash; in final fields, so
   * that a race publishes it whole.
   */
  static final class Index {
    private final int[] places;
    private final int[] slots;

    private Index(int[] places, int[] slots) {
      this.places = places;
      this.slots = slots;
    }

    /**
     * Empty of slots where keys collide too often, or are few: {@link #find} is then not for it.
     */
    static Index of(long[] tape, int first, int count) {
      int[] places = new int[count];
      int place = first;
      for (int i = 0; i < count; i++) {
        places[i] = place;
        place = JsonTape.next(tape[place + 1]);
      }
      return new Index(places, count <= FEW ? new int[0] : link(tape, places));
    }

    private static int[] link(long[] tape, int[] places) {
      int[] slots = slots(places.length);
      int mask = slots.length - 1;
      for (int i = 0; i < places.length; i++) {
        int at = spread(JsonTape.hash(tape[places[i] + 1])) & mask;
        for (int probe = 0; slots[at] != 0; probe++) {
          if (probe > PROBES) {
            return new int[0];
          }
          at = at + 1 & mask;
        }
        slots[at] = i + 1;
      }
      return slots;
    }

    int place(int index) {
      return places[index];
    }

    boolean crowded() {
      return slots.length == 0;
    }

    int find(byte[] bytes, long[] tape, String key) {
      int hash = key.hashCode();
      int mask = slots.length - 1;
      for (int at = spread(hash) & mask; slots[at] != 0; at = at + 1 & mask) {
        int index = slots[at] - 1;
        if (matches(bytes, tape, places[index], key, hash)) {
          return index;
        }
      }
      return -1;
    }
  }

  private static int[] slots(int count) {
    return new int[Integer.highestOneBit(count * 2 - 1) * 2];
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ mixed >>> 16;
  }
}
