// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import java.util.function.IntPredicate;

/**
 * A text to look for: in time linear in both, whatever they are (Knuth, Morris and Pratt), where
 * the JDK's search could be quadratic. Short ones are left to the JDK.
 */
public final class Needle {
  private static final int SHORT = 32;

  private final String text;
  private final int[] borders;

  /** A needle; not empty. */
  public Needle(String text) {
    this.text = text;
    borders = text.length() <= SHORT ? new int[0] : borders(text);
  }

  private static int[] borders(String text) {
    int[] borders = new int[text.length()];
    int length = 0;
    for (int i = 1; i < text.length(); i++) {
      while (length > 0 && text.charAt(i) != text.charAt(length)) {
        length = borders[length - 1];
      }
      length += text.charAt(i) == text.charAt(length) ? 1 : 0;
      borders[i] = length;
    }
    return borders;
  }

  /** The first place in {@code hay}; -1 where there is none. */
  public int in(String hay) {
    int[] first = {-1};
    each(
        hay,
        false,
        at -> {
          first[0] = at;
          return false;
        });
    return first[0];
  }

  /**
   * Every place in {@code hay} in ascending order, overlapping ones too where wanted, until {@code
   * more} says no.
   */
  public void each(String hay, boolean overlapping, IntPredicate more) {
    if (borders.length == 0) {
      int step = overlapping ? 1 : text.length();
      int at = hay.indexOf(text);
      while (at >= 0 && more.test(at)) {
        at = hay.indexOf(text, at + step);
      }
      return;
    }
    int length = 0;
    for (int i = 0; i < hay.length(); i++) {
      while (length > 0 && (length == text.length() || hay.charAt(i) != text.charAt(length))) {
        length = borders[length - 1];
      }
      length += hay.charAt(i) == text.charAt(length) ? 1 : 0;
      if (length == text.length()) {
        if (!more.test(i + 1 - length)) {
          return;
        }
        length = overlapping ? length : 0;
      }
    }
  }
}
