// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import dev.mcpfirewall.rego.ast.Module.Comment;
import dev.mcpfirewall.rego.error.Location;
import java.util.Arrays;
import java.util.List;

/**
 * What is written so far, and the comments that wait for their place. A comment is written where a
 * line ends: behind what it stood behind, or on lines of its own. None is lost. Of one thread.
 */
final class Page {
  private final StringBuilder out = new StringBuilder();
  private final String text;
  private final int[] lines;
  private final List<Comment> comments;
  private int comment;
  private int level;
  private boolean commented;
  private boolean separate;

  Page(String text, List<Comment> comments) {
    this.text = text;
    this.comments = comments;
    int[] starts = new int[16];
    int count = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = i + 1;
    }
    this.lines = Arrays.copyOf(starts, count);
  }

  Page add(String words) {
    out.append(words);
    return this;
  }

  void in() {
    level++;
  }

  void out() {
    level--;
  }

  int length() {
    return out.length();
  }

  boolean oneLineSince(int length) {
    return out.indexOf("\n", length) < 0;
  }

  /** The line, from 0, of a place in the source. */
  int row(int offset) {
    int found = Arrays.binarySearch(lines, offset);
    return found >= 0 ? found : -found - 2;
  }

  int firstRow(Location at) {
    return row(at.start());
  }

  int lastRow(Location at) {
    return row(Math.max(at.start(), at.end() - 1));
  }

  /** Whether a comment waits that stands between these places. */
  boolean hasComment(int from, int to) {
    int low = Math.max(comment, after(from));
    return low < comments.size() && comments.get(low).at().start() < to;
  }

  /** The first comment at or behind a place. */
  private int after(int offset) {
    int low = 0;
    int high = comments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (comments.get(middle).at().start() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Passes over the comments before a place: they are written with the text around them. */
  void skipComments(int before) {
    comment = Math.max(comment, after(before));
  }

  /**
   * Ends the line and begins the next for what stands at {@code offset}, with the comments before
   * it.
   *
   * @param blanks whether an empty line of the source stays one
   */
  void line(int offset, boolean blanks) {
    comments(offset, blanks);
    begin(blanks && blankBefore(offset));
  }

  /** The same for a closing bracket, a level further out. */
  void close(int offset) {
    comments(offset, false);
    level--;
    begin(false);
  }

  /** Ends the line, and begins the next. */
  void begin(boolean blank) {
    if (out.length() > 0) {
      out.append(blank || separate ? "\n\n" : "\n");
    }
    out.append("\t".repeat(level));
    commented = false;
    separate = false;
  }

  /** Writes the comments before a place; whether there were any on lines of their own. */
  boolean comments(int offset, boolean blanks) {
    boolean own = false;
    while (comment < comments.size() && comments.get(comment).at().start() < offset) {
      Comment one = comments.get(comment++);
      if (trails(one) && !commented && out.length() > 0) {
        out.append(' ');
      } else {
        begin(blanks && blankBefore(one.at().start()));
        own = true;
      }
      out.append('#').append(one.text().stripTrailing());
      commented = true;
    }
    return own;
  }

  /** Whether the next comment before a place stands on a line of its own. */
  boolean ownCommentAhead(int offset) {
    return comment < comments.size()
        && comments.get(comment).at().start() < offset
        && !trails(comments.get(comment));
  }

  /** Writes the comment that trails what was just written. */
  void trailing(int before) {
    while (comment < comments.size()
        && comments.get(comment).at().start() < before
        && !commented
        && trails(comments.get(comment))) {
      out.append(" #").append(comments.get(comment++).text().stripTrailing());
      commented = true;
    }
  }

  /** Leaves a line empty before the next, where something stands above. */
  void separate() {
    separate = out.length() > 0;
  }

  /** Whether a comment trails what stands at a place. */
  boolean isTrailed(Location at) {
    int next = after(at.end());
    return next < comments.size() && firstRow(comments.get(next).at()) == lastRow(at);
  }

  private boolean trails(Comment one) {
    int start = one.at().start();
    return !text.substring(lines[row(start)], start).isBlank();
  }

  /** Whether an empty line stands above the line of a place. */
  boolean blankBefore(int offset) {
    int row = row(offset);
    return row > 0 && text.substring(lines[row - 1], lines[row] - 1).isBlank();
  }

  /** The first place at or behind {@code offset} that is neither blank nor comment. */
  int content(int offset) {
    int at = offset;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ';') {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  /** Where the parenthesis behind the last argument of a head closes. */
  int closing(int offset) {
    int at = behindCommas(offset);
    int next = behindCommas(at + 1);
    while (next < text.length() && text.charAt(next) == ')') {
      at = next;
      next = behindCommas(at + 1);
    }
    return at;
  }

  private int behindCommas(int offset) {
    int at = content(offset);
    while (at < text.length() && text.charAt(at) == ',') {
      at = content(at + 1);
    }
    return at;
  }

  /** All of it, ending with one line end. */
  String finish() {
    comments(Integer.MAX_VALUE, true);
    return out.append('\n').toString();
  }
}
