// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.Value;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What a built-in may know of the evaluation it is called in. Of one thread. */
public interface Evaluation {
  /** The time of the evaluation's start in nanoseconds since 1970; the same for all calls in it. */
  long nowNanos();

  /** Random numbers: the caller's source; a fixed seed makes an evaluation repeatable. */
  RandomGenerator random();

  /** What {@code opa.runtime()} answers: empty unless the caller put something there. */
  Value runtime();

  /** Takes what {@code print} and {@code trace} say. */
  void print(Location at, String message);

  /**
   * Counts work; to be called with about one step for each element looked at wherever a built-in's
   * work is not bounded by the size of its result.
   *
   * @throws dev.mcpfirewall.rego.error.RegoException where the budget of steps or time is used up,
   *     or the evaluation is cancelled
   */
  void spend(int steps);

  /** {@link #spend} for what knows no evaluation; no object for each call. */
  default IntConsumer meter() {
    return this::spend;
  }

  /**
   * Takes part in making a text of a value: {@code value.text(in::grown)}. Counts a step.
   *
   * @param length of the text so far, in UTF-16 units
   * @throws dev.mcpfirewall.rego.error.RegoException as {@link #spend}, and where a text may not be
   *     so long
   */
  void grown(int length);

  /**
   * A value worked out once in an evaluation for equal keys ({@code rand.intn}, {@code
   * uuid.rfc4122}).
   */
  Value once(Object key, Supplier<Value> work);

  /** The call being evaluated. */
  Location at();
}
