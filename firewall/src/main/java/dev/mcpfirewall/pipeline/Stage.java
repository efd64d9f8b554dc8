// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import dev.mcpfirewall.decision.Direction;
import java.util.Set;

/**
 * A check at its place.
 *
 * @param name stable, as in the log
 * @param on the directions it looks at
 */
public record Stage(String name, Set<Direction> on, Check check) {
  public Stage {
    on = Set.copyOf(on);
  }
}
