// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.place.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Globs over names as a condition. Names without wildcards become a constant that the engine's
 * index can look up, however many rules there are.
 *
 * @param exact folded names
 * @param patterns folded, with wildcards
 */
record NameTest(List<String> exact, List<String> patterns) {
  static NameTest of(Glob glob) {
    return of(List.of(glob));
  }

  static NameTest of(List<Glob> globs) {
    List<String> exact = new ArrayList<>();
    List<String> patterns = new ArrayList<>();
    for (Glob glob : globs) {
      for (String alternative : glob.text().split("\\|", -1)) {
        String name = Names.fold(alternative);
        if (name.indexOf('*') < 0 && name.indexOf('?') < 0) {
          exact.add(name);
        } else {
          patterns.add(name);
        }
      }
    }
    return new NameTest(exact.stream().distinct().toList(), patterns.stream().distinct().toList());
  }

  /** Whether every name is meant. */
  boolean isAny() {
    return patterns.stream().anyMatch(p -> p.chars().allMatch(c -> c == '*'));
  }

  /** The condition that a name, given as a term, is meant; nothing where every name is. */
  Optional<String> holds(String name) {
    if (isAny()) {
      return Optional.empty();
    }
    if (patterns.isEmpty()) {
      return Optional.of(isExactly(name));
    }
    List<String> all = new ArrayList<>(exact);
    all.addAll(patterns);
    return Optional.of(isLike(name, all));
  }

  /** Those without wildcards only. */
  Optional<String> exactly(String name) {
    return exact.isEmpty() ? Optional.empty() : Optional.of(isExactly(name));
  }

  /** Those with wildcards only; {@code true} where every name is meant. */
  Optional<String> like(String name) {
    return patterns.isEmpty()
        ? Optional.empty()
        : Optional.of(isAny() ? "true" : isLike(name, patterns));
  }

  private String isExactly(String name) {
    return exact.size() == 1
        ? name + " == " + Terms.text(exact.getFirst())
        : name + " in " + Terms.set(exact);
  }

  private static String isLike(String name, List<String> patterns) {
    return "mcp.name.like(" + name + ", " + Terms.array(patterns) + ")";
  }
}
