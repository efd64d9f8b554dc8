// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.error;

/**
 * A text with its name, as error messages show it. Immutable and thread-safe.
 *
 * @param name what stands before the first colon of a message; may be empty
 * @param text the whole text
 */
public record Source(String name, String text) {

  /** A place in this text, from {@code start} to before {@code end}, in UTF-16 units. */
  public Location at(int start, int end) {
    return new Location(this, start, end);
  }

  /** The line, from 1, that holds the unit at {@code offset}. */
  public int line(int offset) {
    int line = 1;
    for (int end = text.indexOf('\n'); end >= 0 && end < offset; line++) {
      end = text.indexOf('\n', end + 1);
    }
    return line;
  }

  /** The column, from 1, in code points, of the unit at {@code offset}. */
  public int column(int offset) {
    int at = Math.min(offset, text.length());
    int start = text.lastIndexOf('\n', at - 1) + 1;
    return text.codePointCount(start, at) + 1;
  }

  /** The text of a line, from 1, without its end; empty where there is no such line. */
  public String lineText(int line) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
      if (start == 0) {
        return "";
      }
    }
    int end = text.indexOf('\n', start);
    return text.substring(start, end < 0 ? text.length() : end).replace("\r", "");
  }

  @Override
  public String toString() {
    return name;
  }
}
