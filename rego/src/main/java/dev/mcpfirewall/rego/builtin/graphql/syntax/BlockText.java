// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.syntax;

import java.util.ArrayList;
import java.util.List;

/** The value of a block string (GraphQL, 2.9.4): common indent and blank edges gone. */
final class BlockText {
  private BlockText() {}

  static String of(String raw) {
    List<String> lines = new ArrayList<>(List.of(raw.split("\n", -1)));
    int common = Integer.MAX_VALUE;
    for (String line : lines.subList(1, lines.size())) {
      int indent = indent(line);
      if (indent < line.length()) {
        common = Math.min(common, indent);
      }
    }
    for (int i = 1; i < lines.size() && common < Integer.MAX_VALUE; i++) {
      lines.set(i, lines.get(i).substring(Math.min(common, lines.get(i).length())));
    }
    int from = 0;
    int to = lines.size();
    while (from < to && blank(lines.get(from))) {
      from++;
    }
    while (to > from && blank(lines.get(to - 1))) {
      to--;
    }
    return String.join("\n", lines.subList(from, to));
  }

  private static boolean blank(String line) {
    return indent(line) == line.length();
  }

  private static int indent(String line) {
    int at = 0;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
