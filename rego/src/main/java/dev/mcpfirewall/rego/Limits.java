// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import java.time.Duration;

/**
 * What one evaluation may cost. A breach is an {@code eval_limit_error}, never an answer.
 *
 * @param steps elements looked at, rules and functions entered, built-ins called
 * @param time on the wall; looked at every few thousand steps
 * @param depth of rules and functions that wait for each other
 * @param size elements of one array, set or object; UTF-16 units of one string
 */
public record Limits(long steps, Duration time, int depth, int size) {
  /** A hundred million steps, ten seconds, three hundred rules deep, ten million elements. */
  public static final Limits DEFAULT =
      new Limits(100_000_000, Duration.ofSeconds(10), 300, 10_000_000);

  /** The same with another number of steps. */
  public Limits steps(long most) {
    return new Limits(most, time, depth, size);
  }

  /** The same with another time. */
  public Limits time(Duration most) {
    return new Limits(steps, most, depth, size);
  }

  /** The same with another depth. */
  public Limits depth(int most) {
    return new Limits(steps, time, most, size);
  }

  /** The same with another size. */
  public Limits size(int most) {
    return new Limits(steps, time, depth, most);
  }
}
