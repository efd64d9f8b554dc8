// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines that differ between two texts, as a unified diff with three lines around. */
final class LineDiff {
  private static final int CONTEXT = 3;

  /**
   * Beyond so many pairs of lines, all lines between the first and the last change are replaced.
   */
  private static final long MOST = 4_000_000;

  /** A line of either text, or of both. */
  private record Line(char sign, String text) {}

  private final String name;
  private final List<Line> lines = new ArrayList<>();

  LineDiff(String name, String before, String after) {
    this.name = name;
    compare(split(before), split(after));
  }

  private static List<String> split(String text) {
    List<String> lines = Arrays.asList(text.split("\n", -1));
    return text.endsWith("\n") || text.isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
  }

  private void compare(List<String> before, List<String> after) {
    int head = 0;
    int most = Math.min(before.size(), after.size());
    while (head < most && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    before.subList(0, head).forEach(line -> lines.add(new Line(' ', line)));
    middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
    before
        .subList(before.size() - tail, before.size())
        .forEach(line -> lines.add(new Line(' ', line)));
  }

  /** By the longest common subsequence. */
  private void middle(List<String> before, List<String> after) {
    if ((long) before.size() * after.size() > MOST) {
      before.forEach(line -> lines.add(new Line('-', line)));
      after.forEach(line -> lines.add(new Line('+', line)));
      return;
    }
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(' ', before.get(i++)));
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', before.get(i++)));
      } else {
        lines.add(new Line('+', after.get(j++)));
      }
    }
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("--- " + name + "\n+++ " + name + "\n");
    int shown = 0;
    int next = change(0);
    while (next < lines.size()) {
      int start = Math.max(shown, next - CONTEXT);
      int last = next;
      for (int more = change(last + 1);
          more < lines.size() && more - last <= 2 * CONTEXT;
          more = change(more + 1)) {
        last = more;
      }
      shown = Math.min(lines.size(), last + 1 + CONTEXT);
      hunk(start, shown, out);
      next = change(shown);
    }
    return out.toString();
  }

  /** The first line that differs, from an index; the number of lines where there is none. */
  private int change(int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).sign() == ' ') {
      at++;
    }
    return at;
  }

  private void hunk(int start, int end, StringBuilder out) {
    out.append("@@ -")
        .append(range('+', start, end))
        .append(" +")
        .append(range('-', start, end))
        .append(" @@\n");
    lines
        .subList(start, end)
        .forEach(line -> out.append(line.sign()).append(line.text()).append('\n'));
  }

  /** Of the text that has no lines of a sign. */
  private String range(char not, int start, int end) {
    long first = lines.subList(0, start).stream().filter(line -> line.sign() != not).count();
    long count = lines.subList(start, end).stream().filter(line -> line.sign() != not).count();
    return (count == 0 ? first : first + 1) + "," + count;
  }
}
