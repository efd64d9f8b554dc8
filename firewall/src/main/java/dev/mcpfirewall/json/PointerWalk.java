// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Finds the pointers of several values by going down once, and only where one of them is. */
final class PointerWalk {
  private final Document document;
  private final BitSet places;
  private final Map<Integer, Pointer> found = new HashMap<>();
  private long left;

  PointerWalk(Document document, BitSet places, int most) {
    this.document = document;
    this.places = places;
    this.left = most;
  }

  Map<Integer, Pointer> pointers() {
    walk(0, Pointer.ROOT);
    return found;
  }

  private boolean isIn(int index) {
    int next = places.nextSetBit(index);
    return next >= 0 && next < document.next(index);
  }

  /** As deep as the document at most, which is bounded. */
  private void walk(int index, Pointer here) {
    left -= here.rfc6901().length();
    if (left < 0) {
      throw new IllegalStateException("too many values to name, or names too long");
    }
    if (places.get(index)) {
      found.put(index, here);
    }
    switch (document.kind(index)) {
      case OBJECT -> members(index, here);
      case ARRAY -> elements(index, here);
      case STRING, NUMBER, TRUE, FALSE, NULL -> {}
    }
  }

  private void members(int object, Pointer here) {
    int behind = document.next(object);
    for (int key = object + 1; key < behind; key = document.next(key + 1)) {
      if (places.get(key) || isIn(key + 1)) {
        Pointer member = here.member(document.at(key).text());
        if (places.get(key)) {
          found.put(key, member);
        }
        walk(key + 1, member);
      }
    }
  }

  private void elements(int array, Pointer here) {
    int behind = document.next(array);
    int position = 0;
    for (int at = array + 1; at < behind; at = document.next(at)) {
      if (isIn(at)) {
        walk(at, here.element(position));
      }
      position++;
    }
  }
}
