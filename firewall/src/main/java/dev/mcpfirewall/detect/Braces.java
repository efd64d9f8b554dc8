// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.ArrayList;
import java.util.List;

/** A shell's brace alternatives: {@code /etc/{passwd,shadow}} is two words. */
final class Braces {
  private static final int MOST = 16;

  private Braces() {}

  /**
   * The words {@code text} stands for, itself first where it has no alternatives; at most a few.
   */
  static List<String> expand(String text) {
    int open = text.indexOf('{');
    int close = open < 0 ? -1 : text.indexOf('}', open);
    if (close < 0 || text.lastIndexOf(',', close) < open) {
      return List.of(text);
    }
    List<String> words = new ArrayList<>();
    int at = open + 1;
    while (at <= close && words.size() < MOST) {
      int comma = text.indexOf(',', at);
      int end = comma < 0 || comma > close ? close : comma;
      words.add(text.substring(0, open) + text.substring(at, end) + text.substring(close + 1));
      at = end + 1;
    }
    return words;
  }
}
