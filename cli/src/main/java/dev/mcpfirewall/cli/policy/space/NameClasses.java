// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.space;

import dev.mcpfirewall.policy.Glob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All names, sorted by which patterns match them: two names of one class are the same name to
 * whoever has only these patterns. Found by walking all patterns at once, letter by letter, so that
 * no combination is missed; for each class the shortest name stands. Where the combinations are too
 * many, those of one and of two patterns are there.
 *
 * @param names one of each class, the shortest first; the class of what nothing matches has one too
 * @param complete whether all classes were found; otherwise the patterns are too many or too
 *     entangled
 */
public record NameClasses(List<String> names, boolean complete) {
  private static final Glob ALL = Glob.names("*");
  private static final int MOST_PAIRS = 2_000;

  public NameClasses {
    names = List.copyOf(names);
  }

  /** The classes that these patterns make. */
  public static NameClasses of(Collection<Glob> patterns) {
    return within(ALL, patterns);
  }

  /** The classes that these patterns make of the names that {@code bounds} matches. */
  public static NameClasses within(Glob bounds, Collection<Glob> patterns) {
    List<Glob> all = new ArrayList<>(List.of(bounds));
    patterns.stream().filter(pattern -> !pattern.equals(bounds)).distinct().forEach(all::add);
    NameWalk.Found found = new NameWalk(all, 1).classes();
    if (found.complete()) {
      return new NameClasses(found.names(), true);
    }
    Set<String> names = new LinkedHashSet<>(pairs(all));
    names.addAll(found.names());
    return new NameClasses(List.copyOf(names), false);
  }

  /** A name that no pattern but the bounds need match, one for each pattern, one for each two. */
  private static Set<String> pairs(List<Glob> all) {
    Set<String> names = new LinkedHashSet<>();
    Glob bounds = all.getFirst();
    List<Glob> others = all.subList(1, all.size());
    common(List.of(bounds)).ifPresent(names::add);
    others.forEach(one -> common(List.of(bounds, one)).ifPresent(names::add));
    int tried = 0;
    for (int i = 0; i < others.size(); i++) {
      for (int j = i + 1; j < others.size() && tried < MOST_PAIRS; j++, tried++) {
        common(List.of(bounds, others.get(i), others.get(j))).ifPresent(names::add);
      }
    }
    return names;
  }

  /**
   * Whether every name that {@code inner} matches is matched by {@code outer}, too; {@code false}
   * where that can't be told.
   */
  public static boolean covers(Glob outer, Glob inner) {
    if (inner.text().indexOf('*') < 0 && inner.text().indexOf('?') < 0) {
      return Arrays.stream(inner.text().split("\\|", -1)).allMatch(outer::matches);
    }
    if (!outer.overlaps(inner)) {
      return false;
    }
    NameClasses classes = within(inner, List.of(outer));
    return classes.complete && classes.names.stream().allMatch(outer::matches);
  }

  /** A name that all these patterns match, if there is one. */
  public static Optional<String> common(Collection<Glob> patterns) {
    return new NameWalk(List.copyOf(patterns), patterns.size()).shortest();
  }

  /** Those of the names that meet a condition. */
  public List<String> that(Predicate<String> condition) {
    return names.stream().filter(condition).toList();
  }
}
