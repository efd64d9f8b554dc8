// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Looks over a regular expression before the library does: it compiles by recursion and by copying
 * what is repeated, so {@code ((((…} could overflow the stack and {@code (a{1000}){1000}} the
 * memory. Understands groups, classes, escapes and repetitions; whether the rest is well-formed is
 * the library's to say.
 */
final class RegexBounds {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_REPEAT = 1000;

  /** More instructions than this would make a match too slow. */
  private static final int MAX_SIZE = 50_000;

  /** A group being read: instructions so far, those of the last atom, and how often it repeats. */
  private static final class Group {
    long size;
    long atom;
    long atomRepeats = 1;
    long repeats = 1;

    void atom(long newSize, long newRepeats) {
      size += newSize;
      atom = newSize;
      atomRepeats = newRepeats;
      repeats = Math.max(repeats, newRepeats);
    }
  }

  private final String text;
  private final Deque<Group> groups = new ArrayDeque<>();
  private int at;

  private RegexBounds(String text) {
    this.text = text;
  }

  /**
   * About how many instructions an expression has.
   *
   * @throws LimitExceeded where it is too deep or too large
   * @throws IllegalArgumentException where it repeats more often than Go allows
   */
  static int size(String regex) {
    return (int) new RegexBounds(regex).run();
  }

  private long run() {
    groups.push(new Group());
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case '\\' -> escape();
        case '[' -> {
          set();
          groups.getFirst().atom(1, 1);
        }
        case '(' -> open();
        case ')' -> close();
        case '{' -> repeat();
        case '*', '+', '?' -> groups.getFirst().size++;
        case '|' -> groups.getFirst().atom(1, 1);
        default -> groups.getFirst().atom(1, 1);
      }
      if (groups.getFirst().size > MAX_SIZE) {
        throw new LimitExceeded(wrong("expression too large", text));
      }
    }
    while (groups.size() > 1) {
      close();
    }
    return groups.getFirst().size;
  }

  private void escape() {
    if (at < text.length() && text.charAt(at) == 'Q') {
      int end = text.indexOf("\\E", at);
      int stop = end < 0 ? text.length() : end;
      groups.getFirst().atom(1, 1);
      groups.getFirst().size += stop - at;
      at = end < 0 ? stop : end + 2;
      return;
    }
    boolean named =
        at + 1 < text.length() && "pPx".indexOf(text.charAt(at)) >= 0 && text.charAt(at + 1) == '{';
    int end = named ? text.indexOf('}', at) : -1;
    at = end >= 0 ? end + 1 : Math.min(at + 1, text.length());
    groups.getFirst().atom(1, 1);
  }

  /** Passes a class; its first character may be the bracket that would close it. */
  private void set() {
    at += at < text.length() && text.charAt(at) == '^' ? 1 : 0;
    at += at < text.length() && text.charAt(at) == ']' ? 1 : 0;
    while (at < text.length() && text.charAt(at) != ']') {
      int named = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
      at = named >= 0 ? named + 2 : at + (text.charAt(at) == '\\' ? 2 : 1);
    }
    at++;
  }

  private void open() {
    if (groups.size() > MAX_DEPTH) {
      throw new LimitExceeded(wrong("expression nests too deeply", text));
    }
    groups.push(new Group());
    if (text.startsWith("?", at)) {
      while (at < text.length() && ":)>".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      at += at < text.length() && text.charAt(at) != ')' ? 1 : 0;
    }
  }

  private void close() {
    if (groups.size() > 1) {
      Group inner = groups.pop();
      groups.getFirst().atom(inner.size + 2, inner.repeats);
    }
  }

  private void repeat() {
    int end = text.indexOf('}', at);
    String[] bounds =
        end < 0 ? new String[0] : text.substring(at, Math.min(end, at + 20)).split(",", -1);
    Group group = groups.getFirst();
    if (bounds.length == 0 || bounds.length > 2 || !bounds[0].matches("[0-9]{1,9}")) {
      group.atom(1, 1);
      return;
    }
    long times = Long.parseLong(bounds[0]);
    if (bounds.length == 2 && bounds[1].matches("[0-9]{1,9}")) {
      times = Math.max(times, Long.parseLong(bounds[1]));
    }
    String count = text.substring(at - 1, end + 1);
    at = end + 1;
    times = Math.max(times, 1);
    group.atomRepeats *= times;
    group.repeats = Math.max(group.repeats, group.atomRepeats);
    if (group.atomRepeats > MAX_REPEAT) {
      throw new IllegalArgumentException(wrong("invalid repeat count", count));
    }
    group.size += group.atom * (times - 1);
    group.atom *= times;
  }

  private static String wrong(String what, String where) {
    return "error parsing regexp: "
        + what
        + ": `"
        + (where.length() > 100 ? where.substring(0, 100) + "…" : where)
        + "`";
  }
}
