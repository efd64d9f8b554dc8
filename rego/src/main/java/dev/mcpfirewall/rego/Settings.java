// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * How one evaluation differs from others. Immutable.
 *
 * @param clock asked once in an evaluation
 * @param seed of random numbers; with a seed and a fixed clock, an evaluation is repeatable
 * @param limits where absent, those of the policy
 * @param cancelled asked every few thousand steps; any thread may make it true
 * @param tracer is told of every step
 * @param runtime what {@code opa.runtime()} answers
 */
public record Settings(
    Clock clock,
    OptionalLong seed,
    Optional<Limits> limits,
    BooleanSupplier cancelled,
    Optional<Tracer> tracer,
    Value runtime) {
  /** The system's clock, any random numbers, the policy's limits, never cancelled. */
  public static final Settings DEFAULT =
      new Settings(
          Clock.systemUTC(),
          OptionalLong.empty(),
          Optional.empty(),
          () -> false,
          Optional.empty(),
          ObjectValue.EMPTY);

  /** The same with another clock. */
  public Settings clock(Clock other) {
    return new Settings(other, seed, limits, cancelled, tracer, runtime);
  }

  /** The same with a seed. */
  public Settings seed(long number) {
    return new Settings(clock, OptionalLong.of(number), limits, cancelled, tracer, runtime);
  }

  /** The same with other limits. */
  public Settings limits(Limits most) {
    return new Settings(clock, seed, Optional.of(most), cancelled, tracer, runtime);
  }

  /** The same with another flag. */
  public Settings cancelled(BooleanSupplier flag) {
    return new Settings(clock, seed, limits, flag, tracer, runtime);
  }

  /** The same with a tracer. */
  public Settings tracer(Tracer told) {
    return new Settings(clock, seed, limits, cancelled, Optional.of(told), runtime);
  }

  /** The same with another answer to {@code opa.runtime()}. */
  public Settings runtime(Value answer) {
    return new Settings(clock, seed, limits, cancelled, tracer, answer);
  }
}
