// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

import dev.mcpfirewall.config.Position;
import java.util.List;
import java.util.Optional;

/**
 * What a session that has seen something may no longer do.
 *
 * @param name unique
 * @param when labels the session must have, all of them
 * @param forbid what is not done then
 * @param action what happens to it
 */
public record Flow(
    String name,
    List<Label> when,
    Forbidden forbid,
    Action action,
    Optional<String> message,
    Position at) {
  public Flow {
    when = List.copyOf(when);
  }

  /** Which calls. */
  public sealed interface Forbidden {
    /** Those that carry data out. */
    record Egress() implements Forbidden {}

    /** Those of certain tools. */
    record Calls(Scope scope) implements Forbidden {}
  }
}
