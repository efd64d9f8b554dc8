// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import dev.mcpfirewall.policy.PolicyFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What changes when one policy takes the place of another, value by value. What may let pass more
 * than before, or can't be told, is called looser.
 */
final class Strictness {
  private static final List<String> STATES =
      List.of("allow", "enabled", "approve", "approval", "deny", "disabled");
  private static final List<String> SECTIONS =
      List.of("mode", "checks", "approvals", "audit", "limits");

  private final NavigableMap<String, String> before;
  private final NavigableMap<String, String> after;
  private final NavigableMap<String, String> both;

  private Strictness(PolicyFile before, PolicyFile after) {
    this.before = before.describe();
    this.after = after.describe();
    this.both = after.stricter(before).describe();
  }

  /**
   * One value that changes.
   *
   * @param before absent if it was not there
   * @param after absent if it will not be there
   */
  record Change(String key, Optional<String> before, Optional<String> after, boolean looser) {}

  /** Every change, in the order of the keys. */
  static List<Change> between(PolicyFile before, PolicyFile after) {
    return new Strictness(before, after).changes();
  }

  private List<Change> changes() {
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<Change> all = new ArrayList<>();
    for (String key : keys) {
      Optional<String> was = Optional.ofNullable(before.get(key));
      Optional<String> is = Optional.ofNullable(after.get(key));
      if (!was.equals(is)) {
        all.add(new Change(key, was, is, isLooser(key, was, is)));
      }
    }
    return all;
  }

  private boolean isLooser(String key, Optional<String> was, Optional<String> is) {
    String section = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
    if (SECTIONS.contains(section)) {
      return !Objects.equals(both.get(key), after.get(key));
    }
    return switch (section) {
      case "default" -> isLaxer(was, is);
      case "servers" -> servers(key, was, is);
      case "agents" -> agents(key, was, is);
      case "rules" -> key.equals("rules") ? reordered() : rule(was, is);
      case "outbound_rules" -> key.equals("outbound_rules") ? outboundReordered() : rule(was, is);
      // What is new only adds a limit, a chain, a flow; Rego may also let pass.
      case "rate_limits", "chains", "flows" -> was.isPresent();
      default -> true;
    };
  }

  /** An entry that is not there any more leaves the tool to what stood behind it. */
  private boolean servers(String key, Optional<String> was, Optional<String> is) {
    if (key.contains(".labels.") || key.endsWith(".trusted")) {
      return was.isPresent() || key.endsWith(".trusted");
    }
    Optional<String> fallback = Optional.ofNullable(after.get("default"));
    Optional<String> earlier = Optional.ofNullable(before.get("default"));
    return isLaxer(was.or(() -> earlier), is.or(() -> fallback));
  }

  private static boolean agents(String key, Optional<String> was, Optional<String> is) {
    if (key.endsWith(".allow")) {
      // A list of what is allowed refuses the rest, and spares what it names from the default.
      return true;
    }
    return was.isPresent() && !was.get().equals("[]") && !items(is).containsAll(items(was));
  }

  private static List<String> items(Optional<String> list) {
    return list.map(text -> Arrays.asList(text.substring(1, text.length() - 1).split(", ", -1)))
        .orElse(List.of());
  }

  private static boolean isLaxer(Optional<String> was, Optional<String> is) {
    return rank(is) < rank(was);
  }

  private static int rank(Optional<String> state) {
    return state.map(word -> STATES.indexOf(word) / 2).orElse(0);
  }

  /** What restricts and goes, or changes; what lets pass and comes where something restricts. */
  private boolean rule(Optional<String> was, Optional<String> is) {
    boolean restricted = was.filter(text -> !text.startsWith("allow")).isPresent();
    boolean lets = is.filter(text -> text.startsWith("allow")).isPresent();
    return restricted || lets && restrictsAnything();
  }

  private boolean restrictsAnything() {
    return !"allow".equals(before.get("default"))
        || before.entrySet().stream()
            .anyMatch(entry ->
                entry.getKey().startsWith("rules.") && !entry.getValue().startsWith("allow")
                    || entry.getKey().startsWith("servers.")
                        && rank(Optional.of(entry.getValue())) > 0);
  }

  private boolean reordered() {
    return order("rules");
  }

  private boolean outboundReordered() {
    return order("outbound_rules");
  }

  /** The first match wins: what was there must stand in the same order, with none in between. */
  private boolean order(String list) {
    List<String> was = items(Optional.ofNullable(before.get(list)));
    List<String> is = items(Optional.ofNullable(after.get(list)));
    int from = is.size() - was.size();
    boolean onlyRestrictingInFront =
        from >= 0
            && is.subList(from, is.size()).equals(was)
            && is.subList(0, from).stream().noneMatch(name -> lets(list, name));
    boolean behind = from >= 0 && is.subList(0, was.size()).equals(was);
    return !was.isEmpty() && !onlyRestrictingInFront && !behind;
  }

  private boolean lets(String list, String name) {
    return after.getOrDefault(list + "." + name, "allow").startsWith("allow");
  }
}
