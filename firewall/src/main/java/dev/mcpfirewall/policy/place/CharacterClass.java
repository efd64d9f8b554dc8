// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code [a-z]} in a pattern.
 *
 * @param ranges pairs of first and last
 * @param negated whether it stands for what is in none of them
 * @param inPath whether it never stands for a slash
 * @param end where its closing bracket is in the pattern
 */
record CharacterClass(List<Range> ranges, boolean negated, boolean inPath, int end) {
  CharacterClass {
    ranges = List.copyOf(ranges);
  }

  /** From one character to another, both included. */
  record Range(int first, int last) {}

  /** The class that opens at {@code at}. */
  static CharacterClass read(int[] pattern, int at, boolean inPath) {
    int i = at + 1;
    boolean negated = i < pattern.length && (pattern[i] == '!' || pattern[i] == '^');
    i += negated ? 1 : 0;
    int start = i;
    List<Range> ranges = new ArrayList<>();
    while (i < pattern.length && (pattern[i] != ']' || i == start)) {
      boolean range = i + 2 < pattern.length && pattern[i + 1] == '-' && pattern[i + 2] != ']';
      int last = range ? pattern[i + 2] : pattern[i];
      if (last < pattern[i]) {
        throw new IllegalArgumentException("a range in `[…]` runs backwards");
      }
      ranges.add(new Range(pattern[i], last));
      i += range ? 3 : 1;
    }
    if (i >= pattern.length) {
      throw new IllegalArgumentException("a `[` is not closed; write `[[]` for the character");
    }
    return new CharacterClass(ranges, negated, inPath, i);
  }

  boolean has(int c) {
    if (inPath && c == '/') {
      return false;
    }
    boolean in = false;
    for (Range range : ranges) {
      in |= range.first() <= c && c <= range.last();
    }
    return in != negated;
  }
}
