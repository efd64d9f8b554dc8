// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one policy says otherwise than another, key by key as {@link PolicyFile#describe} spells
 * them. For people who are about to replace one by the other.
 *
 * @param changes in the order of the keys
 */
public record PolicyDifference(List<Change> changes) {
  /** From lax to strict, in the words of defaults and of tools. */
  private static final List<Set<String>> STATES =
      List.of(
          Set.of("allow", "enabled"), Set.of("approve", "approval"), Set.of("deny", "disabled"));

  public PolicyDifference {
    changes = List.copyOf(changes);
  }

  /**
   * One key.
   *
   * @param looser whether something may pass then that does not pass now; where two rules cannot be
   *     compared, it may
   */
  public record Change(
      String key, Optional<String> before, Optional<String> after, boolean looser) {}

  /** What changes when {@code after} takes the place of {@code before}. */
  public static PolicyDifference between(PolicyFile before, PolicyFile after) {
    Map<String, String> old = before.describe();
    Map<String, String> now = after.describe();
    Tightening held = new Tightening();
    before.stricter(after, held);
    Set<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(now.keySet());
    List<Change> changes = new ArrayList<>();
    for (String key : keys) {
      Optional<String> was = Optional.ofNullable(old.get(key));
      Optional<String> is = Optional.ofNullable(now.get(key));
      if (!was.equals(is)) {
        boolean looser = held.heldBack().contains(key) || isLooser(key, was, is);
        changes.add(new Change(key, was, is, looser));
      }
    }
    return new PolicyDifference(changes);
  }

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Whether something may pass then that does not pass now. */
  public boolean loosens() {
    return changes.stream().anyMatch(Change::looser);
  }

  private static boolean isLooser(String key, Optional<String> was, Optional<String> is) {
    int rankBefore = was.map(PolicyDifference::rank).orElse(0);
    int rankAfter = is.map(PolicyDifference::rank).orElse(0);
    if (rankBefore >= 0 && rankAfter >= 0) {
      return rankAfter < rankBefore;
    }
    if (key.equals("rules") || key.equals("outbound_rules")) {
      // The first match wins: another order may be a looser one.
      return was.isPresent() && is.isPresent();
    }
    if (key.startsWith("rules.") || key.startsWith("outbound_rules.")) {
      return was.filter(PolicyDifference::restricts).isPresent()
          || is.filter(rule -> rule.startsWith("allow ")).isPresent();
    }
    return was.isPresent() && isOfBooks(key);
  }

  private static boolean isOfBooks(String key) {
    return List.of("agents.", "servers.", "rate_limits.", "chains.", "flows.", "rego.", "data.")
        .stream()
        .anyMatch(key::startsWith);
  }

  private static boolean restricts(String rule) {
    return !rule.startsWith("allow ") && !rule.startsWith("alert ");
  }

  /** How strict a state is; -1 for what is none. */
  private static int rank(String word) {
    for (int i = 0; i < STATES.size(); i++) {
      if (STATES.get(i).contains(word)) {
        return i;
      }
    }
    return -1;
  }
}
