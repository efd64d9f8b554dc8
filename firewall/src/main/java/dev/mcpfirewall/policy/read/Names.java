// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Problem.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names in one list of one file. What has none is called by its place, with the file's prefix, so
 * that only a name somebody gave replaces what another file calls so.
 */
final class Names {
  private final Set<String> seen = new HashSet<>();
  private final Fields file;
  private final String list;
  private final String prefix;

  Names(Fields file, String list, String prefix) {
    this.file = file;
    this.list = list;
    this.prefix = prefix;
  }

  /** The name of one entry. */
  String read(Fields entry, int index) {
    String name =
        entry
            .optional("name", Patterns::ruleName)
            .orElseGet(() -> prefix + list + "[" + index + "]");
    if (!seen.add(name)) {
      file.problem(
          entry.node("name").orElseThrow().at(),
          Kind.DUPLICATE_KEY,
          "two entries of `" + list + "` are called `" + name + "`",
          "give each its own name: the record says which one decided");
    }
    return name;
  }

  /** The nearer file's entries, then the farther ones whose name it does not use. */
  static <T> List<T> overlay(List<T> nearer, List<T> farther, Function<T, String> name) {
    Set<String> taken = nearer.stream().map(name).collect(Collectors.toSet());
    List<T> all = new ArrayList<>(nearer);
    farther.stream().filter(entry -> !taken.contains(name.apply(entry))).forEach(all::add);
    return all;
  }
}
