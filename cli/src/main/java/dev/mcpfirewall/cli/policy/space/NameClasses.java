// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.space;

import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.place.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All names, sorted by which patterns match them: two names of one class are the same name to
 * whoever has only these patterns. Found by walking all patterns at once, letter by letter, so that
 * no combination is missed; for each class the shortest name stands.
 *
 * @param names one of each class, the shortest first; the class of what nothing matches has one too
 * @param complete whether all classes were found; otherwise the patterns are too many or too
 *     entangled
 */
public record NameClasses(List<String> names, boolean complete) {
  private static final int MOST_STATES = 40_000;
  private static final int MOST_WORK = 20_000_000;
  private static final int ANY = -1;
  private static final int ONE = -2;

  public NameClasses {
    names = List.copyOf(names);
  }

  /** The classes that these patterns make. */
  public static NameClasses of(Collection<Glob> patterns) {
    return new Walk(patterns).classes();
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
    NameClasses classes = of(List.of(outer, inner));
    return classes.complete
        && classes.names.stream().filter(inner::matches).allMatch(outer::matches);
  }

  /** A name that all these patterns match, if there is one. */
  public static Optional<String> common(Collection<Glob> patterns) {
    return of(patterns).names.stream()
        .filter(name -> patterns.stream().allMatch(glob -> glob.matches(name)))
        .findFirst();
  }

  /** Those of the names that meet a condition. */
  public List<String> that(Predicate<String> condition) {
    return names.stream().filter(condition).toList();
  }

  /** The walk. A state is the sorted places in all patterns that a name may have come to. */
  private static final class Walk {
    private final List<int[]> tokens = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final int[] letters;
    private int size;

    Walk(Collection<Glob> patterns) {
      Set<String> alternatives = new HashSet<>();
      for (Glob glob : patterns) {
        for (String alternative : glob.text().split("\\|", -1)) {
          if (alternatives.add(Names.fold(alternative))) {
            add(Names.fold(alternative));
          }
        }
      }
      letters = letters();
    }

    private void add(String pattern) {
      int[] own = pattern.codePoints().map(c -> c == '*' ? ANY : c == '?' ? ONE : c).toArray();
      tokens.add(own);
      starts.add(size);
      size += own.length + 1;
    }

    /** The letters of the patterns, and before them one that is in none. */
    private int[] letters() {
      BitSet used = new BitSet();
      tokens.forEach(own -> Arrays.stream(own).filter(c -> c > 0).forEach(used::set));
      List<Integer> all = new ArrayList<>();
      "xyzwqkjvaeioubcdfghlmnprst0123456789"
          .chars()
          .filter(c -> !used.get(c))
          .limit(1)
          .forEach(all::add);
      used.stream().forEach(all::add);
      return all.stream().mapToInt(Integer::intValue).toArray();
    }

    NameClasses classes() {
      Map<List<Integer>, String> found = new LinkedHashMap<>();
      Map<List<Integer>, String> seen = new LinkedHashMap<>();
      Queue<List<Integer>> open = new ArrayDeque<>();
      List<Integer> first = closed(new BitSet(), starts);
      seen.put(first, "");
      open.add(first);
      long work = 0;
      while (!open.isEmpty() && seen.size() < MOST_STATES && work < MOST_WORK) {
        List<Integer> state = open.remove();
        String name = seen.getOrDefault(state, "");
        for (int letter : letters) {
          work += state.size() + 1;
          List<Integer> next = step(state, letter);
          String longer = name + Character.toString(letter);
          if (seen.putIfAbsent(next, longer) == null) {
            found.putIfAbsent(ends(next), longer);
            open.add(next);
          }
        }
      }
      return new NameClasses(found.values().stream().map(this::rounded).toList(), open.isEmpty());
    }

    /** `get_x` reads better than `get_`, where both are the same to all patterns. */
    private String rounded(String name) {
      boolean open = "_-./: ".indexOf(name.charAt(name.length() - 1)) >= 0;
      return open && ends(run(name)).equals(ends(run(name + "x"))) ? name + "x" : name;
    }

    private List<Integer> run(String name) {
      List<Integer> state = closed(new BitSet(), starts);
      for (int c : name.codePoints().toArray()) {
        state = step(state, c);
      }
      return state;
    }

    private List<Integer> step(List<Integer> state, int letter) {
      BitSet next = new BitSet();
      List<Integer> reached = new ArrayList<>();
      for (int place : state) {
        int token = token(place);
        if (token == ANY) {
          reached.add(place);
        } else if (token == ONE || token == letter) {
          reached.add(place + 1);
        }
      }
      return closed(next, reached);
    }

    /** With what is reached without a letter. */
    private List<Integer> closed(BitSet into, List<Integer> places) {
      for (int place : places) {
        int at = place;
        into.set(at);
        while (token(at) == ANY) {
          into.set(++at);
        }
      }
      return into.stream().boxed().toList();
    }

    /** The token at a place, 0 at a pattern's end. */
    private int token(int place) {
      int pattern = pattern(place);
      int[] own = tokens.get(pattern);
      int at = place - starts.get(pattern);
      return at < own.length ? own[at] : 0;
    }

    private int pattern(int place) {
      int found = java.util.Collections.binarySearch(starts, place);
      return found >= 0 ? found : -found - 2;
    }

    private List<Integer> ends(List<Integer> state) {
      return state.stream().filter(place -> token(place) == 0).map(this::pattern).toList();
    }
  }
}
