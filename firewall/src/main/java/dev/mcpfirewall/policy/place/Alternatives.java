// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.ArrayList;
import java.util.List;

/** Unfolds the braces of a pattern. Used by one thread, once. */
final class Alternatives {
  private final String pattern;
  private final int most;

  private Alternatives(String pattern, int most) {
    this.pattern = pattern;
    this.most = most;
  }

  /**
   * Every text that the pattern's braces stand for.
   *
   * @throws IllegalArgumentException if a brace is left open or there are more than {@code most}
   */
  static List<String> of(String pattern, int most) {
    return pattern.indexOf('{') < 0
        ? List.of(pattern)
        : new Alternatives(pattern, most).unfold(0, pattern.length());
  }

  private List<String> unfold(int from, int to) {
    List<String> heads = new ArrayList<>(List.of(""));
    int at = from;
    while (at < to) {
      char c = pattern.charAt(at);
      int end = c == '[' ? closing(at, to) : c == '{' ? brace(at, to) : at;
      List<String> parts =
          c == '{' ? choices(at, end) : List.of(pattern.substring(at, Math.min(end + 1, to)));
      heads = product(heads, parts);
      at = end + 1;
    }
    return heads;
  }

  private List<String> product(List<String> heads, List<String> parts) {
    if (heads.size() * parts.size() > most) {
      throw new IllegalArgumentException("the braces stand for more than " + most + " patterns");
    }
    List<String> all = new ArrayList<>();
    for (String head : heads) {
      for (String part : parts) {
        all.add(head + part);
      }
    }
    return all;
  }

  private List<String> choices(int open, int close) {
    List<String> all = new ArrayList<>();
    int depth = 0;
    int start = open + 1;
    boolean comma = false;
    for (int i = open + 1; i <= close; i++) {
      char c = pattern.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '[') {
        i = closing(i, close);
      } else if (c == ',' && depth == 0 || i == close) {
        all.addAll(unfold(start, i));
        start = i + 1;
        comma |= i < close;
      }
    }
    return comma ? all : all.stream().map(text -> "{" + text + "}").toList();
  }

  private int brace(int open, int to) {
    int depth = 0;
    for (int i = open; i < to; i++) {
      char c = pattern.charAt(i);
      if (c == '[') {
        i = closing(i, to);
        continue;
      }
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("a `{` is not closed; write `[{]` for the character");
  }

  /** Where the class that opens here ends; this very place if it does not. */
  private int closing(int open, int to) {
    int start = open + 1;
    start += start < to && (pattern.charAt(start) == '!' || pattern.charAt(start) == '^') ? 1 : 0;
    int close = pattern.indexOf(']', start + 1);
    return close < 0 || close >= to ? open : close;
  }
}
