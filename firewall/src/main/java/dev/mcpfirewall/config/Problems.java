// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers problems, so that a person sees all of them at once. Used by one thread; at most {@value
 * #MOST} are kept.
 */
public final class Problems {
  /** How many are kept at most. */
  public static final int MOST = 50;

  private final List<Problem> all = new ArrayList<>();

  /** Notes a problem with a word of help. */
  public void add(Position at, Problem.Kind kind, String message, String help) {
    add(new Problem(at, kind, message, Optional.of(help)));
  }

  /** Notes a problem that explains itself. */
  public void add(Position at, Problem.Kind kind, String message) {
    add(new Problem(at, kind, message, Optional.empty()));
  }

  /** Notes a problem. */
  public void add(Problem problem) {
    // Two readers of one section may both stumble over it.
    if (all.size() < MOST && !all.contains(problem)) {
      all.add(problem);
    }
  }

  /** Notes a word that is none of {@code known}, naming the nearest or all of them. */
  public void addUnknown(
      Position at, Problem.Kind kind, String message, String word, List<String> known) {
    String help =
        DidYouMean.closest(word, known)
            .map(best -> "did you mean `" + best + "`?")
            .orElseGet(() -> "one of: " + String.join(", ", known));
    add(at, kind, message, help);
  }

  /** Whether nothing was noted. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** What was noted so far, in order. */
  public List<Problem> all() {
    return List.copyOf(all);
  }

  /**
   * Ends a stage that must not leave problems behind.
   *
   * @throws ConfigException with all that was noted, if anything was
   */
  public void throwIfAny() {
    if (!all.isEmpty()) {
      throw new ConfigException(all);
    }
  }
}
