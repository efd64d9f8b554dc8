// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table with lines around its cells, for people. */
final class Table {
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  Table(List<String> head) {
    this.head = List.copyOf(head);
  }

  /** Adds a row, with a cell for each of the head's. */
  void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, head.size())
            .map(i ->
                Math.max(
                    width(head.get(i)),
                    rows.stream().mapToInt(row -> width(row.get(i))).max().orElse(0)))
            .toArray();
    StringBuilder out = new StringBuilder();
    out.append(line(widths, "┌", "┬", "┐"));
    out.append(row(widths, head, true));
    out.append(line(widths, "├", "┼", "┤"));
    rows.forEach(cells -> out.append(row(widths, cells, false)));
    return out.append(line(widths, "└", "┴", "┘")).toString();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String line(int[] widths, String left, String middle, String right) {
    return IntStream.of(widths)
        .mapToObj(width -> "─".repeat(width + 2))
        .collect(Collectors.joining(middle, left, right + "\n"));
  }

  private static String row(int[] widths, List<String> cells, boolean centred) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> {
          int free = widths[i] - width(cells.get(i));
          int before = centred ? free / 2 : 0;
          return " ".repeat(before + 1) + cells.get(i) + " ".repeat(free - before + 1);
        })
        .collect(Collectors.joining("│", "│", "│\n"));
  }
}
