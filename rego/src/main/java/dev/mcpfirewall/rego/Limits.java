// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import java.time.Duration;

/**
 * What one evaluation may cost. A breach is an {@code eval_limit_error}, never an answer.
 *
 * @param steps elements looked at, rules and functions entered, built-ins called; comparing,
 *     looking up and writing large values takes as many as they weigh
 * @param time on the wall; looked at every few thousand steps
 * @param depth of rules and functions that wait for each other
 * @param size elements of one array, set or object; UTF-16 units of one string
 * @param weight of one value that the evaluation puts together, and of all rows of a result: see
 *     {@link dev.mcpfirewall.rego.value.Value#weight}. A value that holds another twice weighs
 *     twice as much, though it takes no more memory: so {@code f(x) := [x, x]}, some dozens of
 *     times around each other, is refused before anything needs to look at all of it
 */
public record Limits(long steps, Duration time, int depth, int size, int weight) {
  /**
   * A hundred million steps, ten seconds, three hundred rules deep, ten million elements, a weight
   * of fifty million: several times that of 64 MiB of ordinary JSON, and compared in about a
   * second.
   */
  public static final Limits DEFAULT =
      new Limits(100_000_000, Duration.ofSeconds(10), 300, 10_000_000, 50_000_000);

  /** The same with another number of steps. */
  public Limits steps(long most) {
    return new Limits(most, time, depth, size, weight);
  }

  /** The same with another time. */
  public Limits time(Duration most) {
    return new Limits(steps, most, depth, size, weight);
  }

  /** The same with another depth. */
  public Limits depth(int most) {
    return new Limits(steps, time, most, size, weight);
  }

  /** The same with another size. */
  public Limits size(int most) {
    return new Limits(steps, time, depth, most, weight);
  }

  /** The same with another weight. */
  public Limits weight(int most) {
    return new Limits(steps, time, depth, size, most);
  }
}
