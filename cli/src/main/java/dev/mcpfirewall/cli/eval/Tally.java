// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts of cases that have something in common. Of one thread. */
final class Tally {
  /** What cases are told apart by. */
  enum By {
    LABEL,
    CATEGORY,
    TIER,
    SOURCE;

    /** How output names it. */
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String key(CorpusCase one) {
      String label = one.isPositive() ? "" : "benign ";
      return switch (this) {
        case LABEL -> one.isPositive() ? "attack" : "benign";
        case CATEGORY -> one.category();
        case TIER -> label + (one.tier().isEmpty() ? "no tier" : one.tier());
        case SOURCE -> label + one.source();
      };
    }
  }

  /** Of the cases of one row. */
  static final class Count {
    private int all;
    private int found;
    private int flagged;
    private int blocked;

    private void add(Seen seen) {
      all++;
      found += seen.found() ? 1 : 0;
      flagged += seen.flagged() ? 1 : 0;
      blocked += seen.blocked() ? 1 : 0;
    }

    int all() {
      return all;
    }

    int flagged() {
      return flagged;
    }

    int blocked() {
      return blocked;
    }

    Share found() {
      return new Share(found, all);
    }
  }

  private Tally() {}

  /** Counts by what follows, in alphabetical order. */
  static Map<String, Count> of(List<Seen> all, By by) {
    Map<String, Count> counts = new TreeMap<>();
    for (Seen seen : all) {
      counts.computeIfAbsent(by.key(seen.one()), key -> new Count()).add(seen);
    }
    return counts;
  }
}
