// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import java.util.function.Predicate;

/**
 * What the policy in force needs a session to remember. Labels, chains and claims are always kept,
 * as they cost next to nothing.
 *
 * @param values whether values are followed from the results they first appeared in; wanted by any
 *     policy that asks where a value came from
 * @param ownHosts hosts that are the user's own, lower-case: an address or URL there is never one
 *     that came from somewhere
 * @param trusted servers, by name, whose latest word about their tools counts, even if it is milder
 *     than an earlier one
 */
public record Wants(boolean values, Predicate<String> ownHosts, Predicate<String> trusted) {
  /** Labels, chains and claims; values are not followed. */
  public static final Wants NO_VALUES = new Wants(false, host -> false, server -> false);

  /** Everything; no host is the user's own and no server trusted. */
  public static final Wants VALUES = new Wants(true, host -> false, server -> false);
}
