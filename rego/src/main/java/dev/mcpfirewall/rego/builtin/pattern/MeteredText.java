// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import java.util.function.IntConsumer;

/**
 * A long text that pays for being read: the library that matches reads each character through here
 * and can be stopped by nothing but an exception. What it throws is what {@code spend} throws. Of
 * one match.
 */
final class MeteredText implements CharSequence {
  private static final int SLICE = 1_024;

  private final String text;
  private final IntConsumer spend;
  private final int cost;
  private int left = SLICE;

  /**
   * A text to read.
   *
   * @param size how many instructions may look at each character
   */
  MeteredText(String text, int size, IntConsumer spend) {
    this.text = text;
    this.spend = spend;
    cost = 1 + SLICE / Regex.INSTRUCTIONS_A_STEP * size;
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      left = SLICE;
      spend.accept(cost);
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
