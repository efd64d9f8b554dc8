// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.lint;

import dev.mcpfirewall.cli.policy.lint.Complaint.Kind;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Problems;
import dev.mcpfirewall.policy.read.Profiles;
import dev.mcpfirewall.policy.read.Profiles.Profile;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lists of what an agent may not do that take the place of a profile's: who writes `deny: [drop_*]`
 * mostly wants to add to what is refused already.
 */
record Replaced(Profiles profiles, Consumer<Complaint> found) {
  private static final List<String> KEYS = List.of("deny", "require_approval");

  void tell(Layer layer) {
    for (Profile profile : profiles.namedIn(layer, new Problems())) {
      for (Entry agent : agents(layer.root())) {
        String name = agent.key().text();
        for (Entry before : agents(profile.root())) {
          if (before.key().text().equals(name)) {
            KEYS.forEach(key -> compare(profile, "agents." + name + "." + key, key, before, agent));
          }
        }
      }
    }
  }

  private void compare(Profile profile, String id, String key, Entry before, Entry now) {
    Optional<ListNode> own = list(now, key);
    List<String> kept = own.map(Replaced::texts).orElse(List.of());
    List<String> lost =
        list(before, key).map(Replaced::texts).orElse(List.of()).stream()
            .filter(text -> !kept.contains(text))
            .toList();
    if (own.isPresent() && !lost.isEmpty()) {
      found.accept(
          new Complaint(
              Kind.REPLACES_PROFILE,
              own.get().at(),
              id,
              "takes the place of the list of the profile `"
                  + profile.name()
                  + "`, so these no longer hold: `"
                  + String.join("`, `", lost)
                  + "`",
              "repeat them here, or refuse what you add by a rule"));
    }
  }

  private static List<Entry> agents(MapNode root) {
    return root.get("agents").orElse(null) instanceof MapNode agents ? agents.entries() : List.of();
  }

  private static Optional<ListNode> list(Entry agent, String key) {
    return agent.value() instanceof MapNode map
            && map.get(key).orElse(null) instanceof ListNode list
        ? Optional.of(list)
        : Optional.empty();
  }

  private static List<String> texts(ListNode list) {
    return list.items().stream()
        .filter(Scalar.class::isInstance)
        .map(item -> ((Scalar) item).text())
        .toList();
  }
}
