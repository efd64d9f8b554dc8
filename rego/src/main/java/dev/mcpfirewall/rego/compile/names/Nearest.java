// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import java.util.Optional;

/** Finds what somebody may have meant: the known name at the smallest edit distance. */
public final class Nearest {
  private static final int LONGEST = 64;
  private static final int SHORTEST = 3;

  private Nearest() {}

  /** A line of advice, where a known name is near enough. */
  public static Optional<String> advice(String name, Iterable<String> known) {
    return of(name, known).map(near -> "did you mean `" + near + "`?");
  }

  /** The nearest name, at most a third of the length away; the first of equals. */
  public static Optional<String> of(String name, Iterable<String> known) {
    if (name.length() > LONGEST || name.length() < SHORTEST) {
      return Optional.empty();
    }
    Optional<String> best = Optional.empty();
    int least = Math.max(1, name.length() / 3) + 1;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - name.length()) < least && !candidate.equals(name)) {
        int distance = distance(name, candidate);
        if (distance < least) {
          least = distance;
          best = Optional.of(candidate);
        }
      }
    }
    return best;
  }

  /** Insertions, deletions, changes and swaps of neighbours. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        cost[i][j] =
            Math.min(
                Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
