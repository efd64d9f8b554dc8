// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Resolves a path from its root on, component by component, as a kernel does. Used by one thread,
 * once. Bounded: at most {@link #MOST_LINKS} links, and as many looks as there are components.
 */
final class Climb {
  /** As Linux has it. */
  private static final int MOST_LINKS = 40;

  /** More components than the longest path of any system has. */
  private static final int MOST_NAMES = 4096;

  private final PathRoots roots;
  private final Links links;
  private final PathShape base;
  private final boolean aliases;
  private final Deque<String> pending = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private String root = "/";
  private int followed;
  private int missing = Integer.MAX_VALUE;
  private boolean certain = true;
  private boolean aliased;

  /**
   * A climb.
   *
   * @param base the session's directory
   * @param links what is looked at
   * @param aliases whether {@code /proc/self/root} and the like lead where they lead
   */
  Climb(PathRoots roots, PathShape base, Links links, boolean aliases) {
    this.roots = roots;
    this.base = base;
    this.links = links;
    this.aliases = aliases;
  }

  /** Whether the path leads where we can say. */
  boolean certain() {
    return certain;
  }

  /** Whether something on the way was another name of somewhere else. */
  boolean aliased() {
    return aliased;
  }

  /** The path without {@code .}, {@code ..} and, as far as it exists, links. */
  PathShape resolve(PathShape shape) {
    return resolve(new PathShape(shape.root(), List.of()), shape.names());
  }

  /** The same from a place that is resolved already. */
  PathShape resolve(PathShape from, List<String> names) {
    root = from.root();
    done.addAll(from.names());
    pending.addAll(names);
    certain &= !root.equals(PathShape.DEVICE);
    boolean looks = links != Links.NONE && pending.size() <= MOST_NAMES;
    while (!pending.isEmpty()) {
      String name = pending.removeFirst();
      if (name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        up();
      } else if (aliases && name.equalsIgnoreCase("..namedfork")) {
        pending.clear();
        aliased = true;
      } else {
        done.add(name);
        boolean moved = aliases && alias();
        if (looks && !moved && done.size() < missing) {
          look();
        }
      }
    }
    return new PathShape(root, done);
  }

  private void up() {
    if (!done.isEmpty()) {
      done.removeLast();
    }
    missing = done.size() < missing ? Integer.MAX_VALUE : missing;
  }

  private void look() {
    switch (links.look(PathShape.text(root, done))) {
      // Below what is not there is nothing to look at, until `..` leads out again.
      case Links.Missing() -> missing = done.size();
      case Links.Plain(String spelling) -> respell(spelling);
      case Links.Link(String target) -> follow(target);
    }
  }

  private void respell(String spelling) {
    if (roots.windows()) {
      PathShape real = PathShape.windows(spelling, base, true);
      root = real.root();
      done.clear();
      done.addAll(real.names());
    }
  }

  private void follow(String target) {
    if (++followed > MOST_LINKS) {
      certain = false;
      missing = 0;
      return;
    }
    done.removeLast();
    PathShape here = new PathShape(root, List.copyOf(done));
    PathShape there =
        roots.windows() ? PathShape.windows(target, here, true) : PathShape.posix(target, here);
    root = there.root();
    done.clear();
    there.names().reversed().forEach(pending::addFirst);
  }

  /** Leads on from where another name of a directory ends; says whether it did. */
  private boolean alias() {
    if (!root.equals("/")) {
      return false;
    }
    String first = done.getFirst();
    int size = done.size();
    String last = done.getLast();
    boolean volume = first.equals(".vol") || first.equals("dev") && size == 2 && last.equals("fd");
    certain &= !volume;
    boolean data =
        size == 3 && first.equals("System") && done.get(1).equals("Volumes") && last.equals("Data");
    boolean unfollowed =
        size == 1 && first.equals(".nofollow") || size == 2 && first.equals(".resolve");
    if (data || unfollowed) {
      return restart("/", List.of());
    }
    boolean process =
        first.equals("proc") && (size == 3 || size == 5 && done.get(2).equals("task"));
    if (!process) {
      return false;
    }
    certain &= !last.equals("fd") && !last.equals("map_files");
    if (last.equals("root")) {
      return restart("/", List.of());
    }
    return last.equals("cwd") && restart(base.root(), base.names());
  }

  private boolean restart(String from, List<String> names) {
    aliased = true;
    root = from;
    done.clear();
    done.addAll(names);
    missing = Integer.MAX_VALUE;
    return true;
  }
}
