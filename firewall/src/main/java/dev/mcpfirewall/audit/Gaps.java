// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Numbers that were jumped over and may still turn up. */
final class Gaps {
  private final TreeMap<Long, Gap> byStart = new TreeMap<>();

  /**
   * Numbers that are missing.
   *
   * @param from the first
   * @param to the last
   * @param file where the line stands that comes too early
   * @param line its number in the file
   */
  record Gap(long from, long to, String file, long line) {}

  void add(long from, long to, String file, long line) {
    byStart.put(from, new Gap(from, to, file, line));
  }

  /** Takes a number that turned up out of a gap; false if it was not missing. */
  boolean fill(long seq) {
    Map.Entry<Long, Gap> entry = byStart.floorEntry(seq);
    if (entry == null || entry.getValue().to() < seq) {
      return false;
    }
    Gap gap = entry.getValue();
    byStart.remove(entry.getKey());
    if (gap.from() < seq) {
      add(gap.from(), seq - 1, gap.file(), gap.line());
    }
    if (seq < gap.to()) {
      add(seq + 1, gap.to(), gap.file(), gap.line());
    }
    return true;
  }

  Collection<Gap> all() {
    return byStart.values();
  }
}
