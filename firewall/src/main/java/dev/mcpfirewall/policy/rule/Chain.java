// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

import dev.mcpfirewall.config.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ordered sequence of calls in one session. The steps need not follow one upon the other
 * directly; the last one is what {@code action} happens to.
 *
 * @param name unique
 * @param within the time from the first step to the last
 * @param steps two or more
 */
public record Chain(
    String name,
    Duration within,
    Action action,
    Optional<String> message,
    List<Step> steps,
    Position at) {
  public Chain {
    steps = List.copyOf(steps);
  }

  /** One call. */
  public record Step(Scope scope, Map<String, List<Test>> arguments, Position at) {
    public Step {
      arguments = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(arguments));
    }
  }
}
