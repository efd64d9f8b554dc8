// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.space;

import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.place.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * A walk through several patterns of names at once, letter by letter. A state is the sorted places
 * in all patterns that a name may have come to. Of one thread.
 */
final class NameWalk {
  private static final int MOST_STATES = 40_000;
  private static final int MOST_WORK = 10_000_000;
  private static final int ANY = -1;
  private static final int ONE = -2;

  private final List<int[]> tokens = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  /** Which glob an alternative is of. */
  private final List<Integer> owners = new ArrayList<>();

  private final int globs;
  private final int needed;
  private final int[] letters;
  private int size;

  /**
   * What was found.
   *
   * @param names one of each class
   * @param complete whether there are no others
   */
  record Found(List<String> names, boolean complete) {}

  /**
   * A walk through these patterns.
   *
   * @param needed how many of the first patterns every name has to match
   */
  NameWalk(List<Glob> patterns, int needed) {
    this.globs = patterns.size();
    this.needed = needed;
    for (int owner = 0; owner < globs; owner++) {
      for (String alternative : patterns.get(owner).text().split("\\|", -1)) {
        add(Names.fold(alternative), owner);
      }
    }
    this.letters = letters();
  }

  private void add(String pattern, int owner) {
    int[] own = pattern.codePoints().map(c -> c == '*' ? ANY : c == '?' ? ONE : c).toArray();
    tokens.add(own);
    starts.add(size);
    owners.add(owner);
    size += own.length + 1;
  }

  /** The letters of the patterns, and before them one that is in none. */
  private int[] letters() {
    BitSet used = new BitSet();
    tokens.forEach(own -> Arrays.stream(own).filter(c -> c > 0).forEach(used::set));
    IntStream other =
        "xyzwqkjvaeioubcdfghlmnprst0123456789".chars().filter(c -> !used.get(c)).limit(1);
    return IntStream.concat(other, used.stream()).toArray();
  }

  /** One name for each combination of patterns that a name can match. */
  Found classes() {
    Map<List<Integer>, String> found = new LinkedHashMap<>();
    boolean complete =
        walk((state, name) -> {
          if (isMeant(state)) {
            found.putIfAbsent(ends(state), name);
          }
          return true;
        });
    return new Found(found.values().stream().map(this::rounded).toList(), complete);
  }

  /** The shortest name that is meant, if there is one. */
  Optional<String> shortest() {
    List<String> found = new ArrayList<>();
    walk((state, name) -> {
      if (isMeant(state)) {
        found.add(rounded(name));
      }
      return found.isEmpty();
    });
    return found.stream().findFirst();
  }

  /** Shows each state with the shortest name that leads to it; whether all were shown. */
  private boolean walk(BiPredicate<List<Integer>, String> more) {
    // What is reached by a name, and the name; the start is not, though `*` comes back to it.
    Map<List<Integer>, String> seen = new LinkedHashMap<>();
    Queue<List<Integer>> open = new ArrayDeque<>(List.of(closed(starts)));
    boolean begun = false;
    long work = 0;
    while (!open.isEmpty() && seen.size() < MOST_STATES && work < MOST_WORK) {
      List<Integer> state = open.remove();
      String name = begun ? seen.getOrDefault(state, "") : "";
      begun = true;
      for (int letter : letters) {
        work += state.size() + 1;
        List<Integer> next = step(state, letter);
        String longer = name + Character.toString(letter);
        if (isAlive(next) && seen.putIfAbsent(next, longer) == null) {
          open.add(next);
          if (!more.test(next, longer)) {
            return false;
          }
        }
      }
    }
    return open.isEmpty();
  }

  /** Whether a longer name may still match all patterns that it has to. */
  private boolean isAlive(List<Integer> state) {
    return covered(state.stream().map(this::owner).toList());
  }

  /** Whether a name that ends here matches all patterns that it has to. */
  private boolean isMeant(List<Integer> state) {
    return covered(state.stream().filter(place -> token(place) == 0).map(this::owner).toList());
  }

  private boolean covered(List<Integer> found) {
    return IntStream.range(0, needed).allMatch(found::contains);
  }

  /** `get_x` reads better than `get_`, where both are the same to all patterns. */
  private String rounded(String name) {
    boolean open = "_-./: ".indexOf(name.charAt(name.length() - 1)) >= 0;
    return open && ends(run(name)).equals(ends(run(name + "x"))) ? name + "x" : name;
  }

  private List<Integer> run(String name) {
    List<Integer> state = closed(starts);
    for (int c : name.codePoints().toArray()) {
      state = step(state, c);
    }
    return state;
  }

  private List<Integer> step(List<Integer> state, int letter) {
    List<Integer> reached = new ArrayList<>();
    for (int place : state) {
      int token = token(place);
      if (token == ANY) {
        reached.add(place);
      } else if (token == ONE || token == letter) {
        reached.add(place + 1);
      }
    }
    return closed(reached);
  }

  /** With what is reached without a letter, and without what no longer counts. */
  private List<Integer> closed(List<Integer> places) {
    BitSet all = new BitSet();
    for (int place : places) {
      int at = place;
      all.set(at);
      while (token(at) == ANY) {
        all.set(++at);
      }
    }
    return settled(all);
  }

  /**
   * Once a pattern matches whatever follows, its other alternatives say nothing more: that keeps
   * `*read*|*list*|*get*` from being eight cases. Those without wildcard count by themselves.
   */
  private List<Integer> settled(BitSet all) {
    int[] last = new int[globs];
    Arrays.fill(last, -1);
    all.stream()
        .filter(place -> token(place) == ANY && token(place + 1) == 0)
        .forEach(place -> last[owner(place)] = Math.max(last[owner(place)], place));
    return all.stream()
        .filter(place -> {
          int end = last[owner(place)];
          return end < 0 || place == end || place == end + 1 || isExact(pattern(place));
        })
        .boxed()
        .toList();
  }

  /** The token at a place, 0 at a pattern's end. */
  private int token(int place) {
    int pattern = pattern(place);
    int[] own = tokens.get(pattern);
    int at = place - starts.get(pattern);
    return at < own.length ? own[at] : 0;
  }

  private int owner(int place) {
    return owners.get(pattern(place));
  }

  private int pattern(int place) {
    int found = Collections.binarySearch(starts, place);
    return found >= 0 ? found : -found - 2;
  }

  private boolean isExact(int pattern) {
    return Arrays.stream(tokens.get(pattern)).allMatch(token -> token > 0);
  }

  /** What matches a name that ends here: globs, and by themselves the names without wildcard. */
  private List<Integer> ends(List<Integer> state) {
    return state.stream()
        .filter(place -> token(place) == 0)
        .map(this::pattern)
        .map(pattern -> isExact(pattern) ? globs + pattern : owners.get(pattern))
        .distinct()
        .sorted()
        .toList();
  }
}
