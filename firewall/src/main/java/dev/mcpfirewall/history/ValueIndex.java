// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * Where each name was first seen: on the user's own side, or in which labelled result. Exact and
 * bounded: beyond its bounds every unknown name counts as seen in the result that did not fit.
 * Guarded by its owner.
 */
final class ValueIndex {
  /** Names from labelled results. */
  static final int MOST_SEEN = 65_536;

  /** Names from the user's own side. */
  static final int MOST_OWN = 32_768;

  /** Tools whose results are told apart; those of others count as the server's. */
  static final int MOST_SOURCES = 4_096;

  private static final int LONGEST_NAME = 256;

  /** Not seen at all. */
  static final int UNKNOWN = -1;

  /** Seen on the user's own side. */
  static final int OWN = -2;

  /**
   * A kind of results.
   *
   * @param tool empty if they are no tool's
   */
  record Source(SortedSet<String> labels, String server, String tool) {}

  private final List<Source> sources = new ArrayList<>();
  private final Map<Source, Integer> numbers = new HashMap<>();
  // Open addressing; a place of 0 in places is free, else it is the origin plus three.
  private long[] names = new long[256];
  private short[] places = new short[256];
  private int seen;
  private int own;
  private final List<Integer> full = new ArrayList<>(0);

  /** The number of a source. */
  int source(SortedSet<String> labels, String server, String tool) {
    Source source = new Source(labels, cut(server), cut(tool));
    Integer known = numbers.get(source);
    if (known != null) {
      return known;
    }
    if (sources.size() >= MOST_SOURCES && !tool.isEmpty()) {
      return source(labels, server, "");
    }
    if (sources.size() >= 2 * MOST_SOURCES) {
      throw new IllegalStateException("results come from more servers than are told apart");
    }
    sources.add(source);
    numbers.put(source, sources.size() - 1);
    return sources.size() - 1;
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  /** The source of a number. */
  Source source(int number) {
    return sources.get(number);
  }

  /** The name stands in a result from this source; counts if it was never seen before. */
  void see(long name, int source) {
    int slot = slot(name);
    if (places[slot] != 0) {
      return;
    }
    if (seen == MOST_SEEN) {
      fill(source);
      return;
    }
    seen++;
    put(slot, name, source);
  }

  /** The name stands on the user's own side; counts if it was never seen before. */
  void own(long name) {
    int slot = slot(name);
    if (places[slot] == 0 && own < MOST_OWN) {
      own++;
      put(slot, name, OWN);
    }
  }

  /** The name counts as the user's own, wherever it was seen. */
  void release(long name) {
    int slot = slot(name);
    if (places[slot] == 0) {
      own(name);
    } else if (places[slot] - 3 >= 0) {
      places[slot] = (short) (OWN + 3);
    }
  }

  /** A result from this source could not be read to its end: it may have held anything. */
  void fill(int source) {
    SortedSet<String> labels = sources.get(source).labels();
    if (full.stream().noneMatch(known -> sources.get(known).labels().containsAll(labels))) {
      full.add(source);
    }
  }

  /** Where the name was first seen: a source, {@link #OWN} or {@link #UNKNOWN}. */
  int find(long name) {
    int slot = slot(name);
    return places[slot] == 0 ? UNKNOWN : places[slot] - 3;
  }

  /** The sources in which an unknown name counts as seen; none as long as everything fitted. */
  List<Integer> unknown() {
    return full;
  }

  /** Whether nothing has been seen in any labelled result. */
  boolean isBlank() {
    return sources.isEmpty();
  }

  /** A source of each label that there is, the first of each. */
  List<Integer> anything() {
    List<Integer> some = new ArrayList<>();
    java.util.Set<String> labels = new java.util.TreeSet<>();
    for (int i = 0; i < sources.size(); i++) {
      if (labels.addAll(sources.get(i).labels())) {
        some.add(i);
      }
    }
    return some;
  }

  private int slot(long name) {
    int mask = names.length - 1;
    int slot = (int) (name ^ name >>> 32) & mask;
    while (places[slot] != 0 && names[slot] != name) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void put(int slot, long name, int place) {
    names[slot] = name;
    places[slot] = (short) (place + 3);
    if ((seen + own) * 4L > names.length * 3L) {
      grow();
    }
  }

  private void grow() {
    long[] oldNames = names;
    short[] oldPlaces = places;
    names = new long[oldNames.length * 2];
    places = new short[oldPlaces.length * 2];
    for (int i = 0; i < oldNames.length; i++) {
      if (oldPlaces[i] != 0) {
        int slot = slot(oldNames[i]);
        names[slot] = oldNames[i];
        places[slot] = oldPlaces[i];
      }
    }
  }

  /** Bytes of the table. */
  long bytes() {
    return names.length * (8L + 2L);
  }

  @Override
  public String toString() {
    return "ValueIndex[" + seen + " seen, " + own + " own" + (full.isEmpty() ? "]" : ", full]");
  }
}
