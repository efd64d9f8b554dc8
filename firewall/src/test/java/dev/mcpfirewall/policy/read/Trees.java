// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Node;

/** Trees for tests of other packages. */
public final class Trees {
  private Trees() {}

  /** The tree as JSON. */
  public static String json(Node node) {
    return JsonText.of(node);
  }
}
