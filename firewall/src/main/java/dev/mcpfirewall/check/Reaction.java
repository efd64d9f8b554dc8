// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Severity;
import dev.mcpfirewall.policy.CheckAction;

/**
 * What a check does about what it finds.
 *
 * @param inbound in what the client sends
 * @param outbound in what the server sends
 * @param least findings below this are recorded only
 */
public record Reaction(CheckAction inbound, CheckAction outbound, Severity least) {
  CheckAction to(Direction direction) {
    return switch (direction) {
      case INBOUND -> inbound;
      case OUTBOUND -> outbound;
    };
  }
}
