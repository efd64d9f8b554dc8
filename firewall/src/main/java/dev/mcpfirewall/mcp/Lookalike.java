// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import dev.mcpfirewall.json.Value;
import java.util.List;

/**
 * Keys that differ from the protocol's own in case only. Some readers (Go's {@code encoding/json}
 * among them) take them for the same, and the last one for the one that counts: such a message
 * would mean one thing to us and another to its receiver.
 */
final class Lookalike {
  private Lookalike() {}

  /** Whether a member of this object could be taken for one of these names without being it. */
  static boolean isIn(Value object, List<String> names) {
    for (Value.Member member : object.members()) {
      if (isOf(member.key(), names)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this key could be taken for one of these names without being it. */
  static boolean isOf(Value key, List<String> names) {
    String text = key.text();
    return !names.contains(text) && names.stream().anyMatch(text::equalsIgnoreCase);
  }
}
