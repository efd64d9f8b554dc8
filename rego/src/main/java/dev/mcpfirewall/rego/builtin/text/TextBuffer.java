// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import dev.mcpfirewall.rego.builtin.LimitExceeded;

/**
 * Text under construction that can't outgrow {@link #MAX}: a few bytes of policy ({@code
 * %1000000d}, replacing each letter by a megabyte) must not cost gigabytes. Of one thread.
 */
public final class TextBuffer {
  /** The most characters (UTF-16) of a text that a built-in makes. */
  public static final int MAX = 1 << 24;

  private final StringBuilder text;

  /** An empty one. */
  public TextBuffer() {
    this(16);
  }

  /** An empty one with room for {@code expected} characters. */
  public TextBuffer(int expected) {
    text = new StringBuilder(Math.min(expected, 1 << 16));
  }

  /** Appends a text. */
  public TextBuffer append(String more) {
    room(more.length());
    text.append(more);
    return this;
  }

  /** Appends a part of a text. */
  public TextBuffer append(String more, int from, int to) {
    room(to - from);
    text.append(more, from, to);
    return this;
  }

  /** Appends a character. */
  public TextBuffer append(char c) {
    room(1);
    text.append(c);
    return this;
  }

  /** Appends a code point. */
  public TextBuffer appendCodePoint(int codePoint) {
    room(2);
    text.appendCodePoint(codePoint);
    return this;
  }

  /** Appends a character {@code count} times; nothing where that is negative. */
  public TextBuffer fill(char c, int count) {
    if (count > 0) {
      room(count);
      text.repeat(c, count);
    }
    return this;
  }

  private void room(int more) {
    if (text.length() + (long) more > MAX) {
      throw new LimitExceeded("text longer than " + MAX + " characters");
    }
  }

  /** The text so far. */
  @Override
  public String toString() {
    return text.toString();
  }
}
