// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.Glob;
import java.time.Duration;
import java.util.Locale;

/**
 * How often something may be called.
 *
 * @param scope whose calls are counted together
 * @param of which agents, tools or servers; {@code *} for {@link Scope#GLOBAL}. Each name that
 *     matches has a count of its own
 * @param calls 1 or more
 * @param per the time in which so many calls are let through
 */
public record RateLimit(Scope scope, Glob of, long calls, Duration per, Position at) {
  /** Whose calls are counted together. */
  public enum Scope {
    /** All of the process. */
    GLOBAL,
    /** Those of an agent. */
    AGENT,
    /** Those of a tool. */
    TOOL,
    /** Those to a server. */
    SERVER;

    /** How it is written in rule ids and messages. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
