// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What somebody may have meant: the name at the smallest edit distance, at most a third of its
 * length away.
 */
final class Nearest {
  private record Near(String name, int distance) {}

  private Nearest() {}

  static Optional<String> of(String name, List<Value> names) {
    return names.stream()
        .flatMap(v ->
            v instanceof StringValue s
                ? java.util.stream.Stream.of(s.value())
                : java.util.stream.Stream.of())
        .filter(known -> Math.abs(known.length() - name.length()) <= 2 && name.length() < 64)
        .map(known -> new Near(known, distance(name, known)))
        .filter(near -> near.distance <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(Near::distance))
        .map(Near::name);
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
