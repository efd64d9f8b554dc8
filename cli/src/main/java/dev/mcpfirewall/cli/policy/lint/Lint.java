// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.lint;

import dev.mcpfirewall.cli.policy.lint.Complaint.Kind;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyMode;
import dev.mcpfirewall.policy.read.Profiles;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** All that is likely a mistake in a policy. */
public final class Lint {
  private Lint() {}

  /**
   * Looks through a policy.
   *
   * @param profiles those that its files may name
   * @param known the tools there are, if that is known
   * @return in the order of the file
   */
  public static NavigableSet<Complaint> of(
      LoadedPolicy loaded, Profiles profiles, Optional<Collection<String>> known) {
    NavigableSet<Complaint> all = new TreeSet<>();
    List<Rulebook> books = loaded.policy().books();
    Labels labels = new Labels(books, all::add);
    for (Rulebook book : books) {
      new RuleOrder("rules", book.rules(), all::add).tell();
      new RuleOrder("outbound-rules", book.outbound(), all::add).tell();
      new Breadth(book, all::add).tell();
      new Reach(book, all::add).tell();
      labels.tell(book);
      known.ifPresent(names -> new KnownTools(new TreeSet<>(names), all::add).tell(book));
    }
    Replaced replaced = new Replaced(profiles, all::add);
    for (Layer layer : loaded.layers()) {
      ofFile(layer, loaded, all::add);
      if (!layer.onlyTightens()) {
        replaced.tell(layer);
      }
    }
    return all;
  }

  private static void ofFile(Layer layer, LoadedPolicy loaded, Consumer<Complaint> found) {
    layer
        .root()
        .get("mode")
        .filter(mode -> loaded.policy().mode() == PolicyMode.MONITOR)
        .ifPresent(mode ->
            found.accept(
                new Complaint(
                    Kind.MONITOR_MODE,
                    mode.at(),
                    "mode",
                    "nothing is refused, held or redacted: decisions are only recorded",
                    "write `mode: enforce` once the record looks right")));
    list(layer.root(), "checks", "egress", "allow_domains").stream()
        .filter(domain -> domain.text().matches("\\*\\.[^.]+"))
        .forEach(domain ->
            tooBroad(
                domain,
                "checks.egress.allow_domains",
                "every host below `" + domain.text().substring(2) + "`",
                found));
    list(layer.root(), "checks", "egress", "allow_private").stream()
        .filter(range -> range.text().endsWith("/0"))
        .forEach(range -> tooBroad(range, "checks.egress.allow_private", "every address", found));
  }

  private static void tooBroad(Scalar at, String key, String what, Consumer<Complaint> found) {
    found.accept(
        new Complaint(
            Kind.OVER_BROAD,
            at.at(),
            key,
            "`" + at.text() + "` exempts " + what,
            "name those that are meant"));
  }

  private static List<Scalar> list(MapNode root, String... path) {
    Optional<Node> at = Optional.of(root);
    for (String key : path) {
      at = at.flatMap(node -> node instanceof MapNode map ? map.get(key) : Optional.empty());
    }
    return at.stream()
        .flatMap(node ->
            node instanceof ListNode list ? list.items().stream() : java.util.stream.Stream.of())
        .filter(Scalar.class::isInstance)
        .map(Scalar.class::cast)
        .toList();
  }
}
