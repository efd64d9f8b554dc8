// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.policy.read.Profiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a project's file names beside itself. It is never read: a person who trusts a project has
 * seen its file, and trust ends when that changes; the next pull may change the others unseen.
 *
 * @param layer the project's file
 * @param set where it sets which key
 */
record FilesBeside(Layer layer, Map<String, Position> set) {
  /** One warning for each. */
  List<Problem> warnings() {
    List<Problem> warnings = new ArrayList<>();
    for (String key : List.of("rego", "data")) {
      if (set.containsKey(key)) {
        warnings.add(ignored(set.get(key), "`" + key + "` of a project"));
      }
    }
    Optional<Node> profiles = layer.root().get("profiles");
    if (profiles.isPresent() && profiles.get() instanceof ListNode list) {
      for (Node item : list.items()) {
        if (item instanceof Scalar name && Profiles.isFile(name.text())) {
          warnings.add(ignored(name.at(), "the profile `" + name.text() + "` of a project"));
        }
      }
    }
    return warnings;
  }

  private static Problem ignored(Position at, String what) {
    return new Problem(
        at,
        Kind.WOULD_LOOSEN,
        "ignored: " + what + ": trust covers this file, not those beside it",
        Optional.of("name it in your own configuration, `~/.mcp-firewall/config.yaml`"));
  }
}
