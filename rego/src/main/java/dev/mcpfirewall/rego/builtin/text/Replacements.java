// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import dev.mcpfirewall.rego.builtin.LimitExceeded;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Several texts to replace at once, from left to right, none in what another put there. Where
 * several fit at one place, the shortest wins; an empty one fits everywhere. Of one thread.
 */
public final class Replacements {
  private final Node root = new Node();
  private int end;

  private static final class Node {
    final Map<Integer, Node> next = new HashMap<>();
    @Nullable String with;
  }

  /** Replaces {@code old}; of equal ones the last. */
  public void put(String old, String with) {
    Node node = root;
    int[] points = old.codePoints().toArray();
    for (int point : points) {
      node = node.next.computeIfAbsent(point, _ -> new Node());
    }
    node.with = with;
  }

  /**
   * A text with everything replaced; {@code spend} is told of each step.
   *
   * @throws LimitExceeded where it gets too long
   */
  public String in(String text, IntConsumer spend) {
    TextBuffer out = new TextBuffer(text.length());
    boolean emptyBefore = false;
    int at = 0;
    while (at <= text.length()) {
      String with = match(text, at, emptyBefore);
      spend.accept(1 + (end - at >> 3));
      if (with != null) {
        out.append(with);
        emptyBefore = end == at;
        at = end;
      } else {
        emptyBefore = false;
        at = copy(text, at, out);
      }
    }
    return out.toString();
  }

  /** What replaces the text at {@code at}, and sets its {@code end}; null where nothing does. */
  private @Nullable String match(String text, int at, boolean notEmpty) {
    Node node = root;
    end = at;
    while (node.with == null || notEmpty && end == at) {
      if (end == text.length()) {
        return null;
      }
      int point = text.codePointAt(end);
      Node after = node.next.get(point);
      if (after == null) {
        return null;
      }
      end += Character.charCount(point);
      node = after;
    }
    return node.with;
  }

  private static int copy(String text, int at, TextBuffer out) {
    if (at == text.length()) {
      return at + 1;
    }
    int point = text.codePointAt(at);
    out.appendCodePoint(point);
    return at + Character.charCount(point);
  }
}
