// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What someone may have meant: names at a small distance. */
final class Suggestions {
  private static final int MAX_NAME = 64;
  private static final int MAX_NAMES = 500;
  private static final int MAX_SHOWN = 5;

  private Suggestions() {}

  /** {@code Did you mean "a" or "b"?} with a blank before; empty where nothing is near. */
  static String quoted(String name, List<String> known) {
    List<String> near = near(name, known);
    return near.isEmpty() ? "" : " Did you mean " + quotedOr(near) + "?";
  }

  /** As {@link #quoted}, with words of its own before the names. */
  static String after(String words, String name, List<String> known) {
    List<String> near = near(name, known);
    return near.isEmpty() ? "" : " " + words + " " + quotedOr(near) + "?";
  }

  /** {@code "a", "b", or "c"}; the first five. */
  static String quotedOr(List<String> names) {
    List<String> quoted = names.stream().limit(MAX_SHOWN).map(Node::quote).toList();
    int last = quoted.size() - 1;
    return switch (quoted.size()) {
      case 1 -> quoted.get(0);
      case 2 -> quoted.get(0) + " or " + quoted.get(1);
      default -> String.join(", ", quoted.subList(0, last)) + ", or " + quoted.get(last);
    };
  }

  private static List<String> near(String name, List<String> known) {
    if (name.length() > MAX_NAME) {
      return List.of();
    }
    Map<String, Integer> distances = new HashMap<>();
    List<String> near = new ArrayList<>();
    for (String option : known.subList(0, Math.min(known.size(), MAX_NAMES))) {
      int allowed = Math.max(1, Math.max(name.length() / 2, option.length() / 2));
      int distance = option.length() > MAX_NAME ? MAX_NAME : distance(name, option);
      if (distance <= allowed && distances.put(option, distance) == null) {
        near.add(option);
      }
    }
    near.sort(Comparator.comparing((String n) -> distances.getOrDefault(n, 0)));
    return near;
  }

  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    if (a.equals(b)) {
      return one.equals(other) ? 0 : 1;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + cost);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
