// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.cases;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.config.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of cases.
 *
 * @param policy the YAML they are about
 */
public record CaseFile(Path file, Path policy, List<Case> cases) {
  /** How the names of such files end. */
  public static final String ENDING = "_test.yaml";

  private static final List<String> KEYS = List.of("policy", "cases");

  public CaseFile {
    cases = List.copyOf(cases);
  }

  /**
   * Reads a file.
   *
   * @param file as a person names it, from {@code directory}
   * @throws ConfigException with everything that is wrong with it
   */
  public static CaseFile read(Path directory, Path file) {
    Path place = directory.resolve(file);
    Problems problems = new Problems();
    Node root = ConfigFiles.tree(place);
    List<Case> cases = new ArrayList<>();
    Path policy = place;
    if (root instanceof MapNode map) {
      for (Entry entry : map.entries()) {
        known(entry, KEYS, "", problems);
      }
      policy = policy(place, map, problems);
      Optional<Node> list = map.get("cases");
      if (list.isPresent() && list.get() instanceof ListNode items) {
        items.items().forEach(item -> new CaseReader(item, problems).read().ifPresent(cases::add));
      } else {
        wrong(list.map(Node::at).orElse(map.at()), "`cases` is missing", problems);
      }
    } else {
      wrong(root.at(), "a file of cases is a map", problems);
    }
    problems.throwIfAny();
    return new CaseFile(file, policy, cases);
  }

  private static void wrong(Position at, String what, Problems problems) {
    problems.add(
        at, Kind.WRONG_TYPE, what, "write `cases:` and below it a list, each with `expect`");
  }

  static void known(Entry entry, List<String> keys, String where, Problems problems) {
    String key = entry.key().text();
    if (!keys.contains(key)) {
      problems.addUnknown(
          entry.key().at(), Kind.UNKNOWN_KEY, "unknown key `" + key + "`" + where, key, keys);
    }
  }

  private static Path policy(Path file, MapNode map, Problems problems) {
    Optional<Node> named = map.get("policy");
    if (named.isPresent() && named.get() instanceof Scalar text) {
      Path policy = file.resolveSibling(text.text());
      if (!Files.exists(policy)) {
        problems.add(
            text.at(),
            Kind.UNREADABLE,
            "there is no `" + text.text() + "`",
            "the name is from the directory of this file");
      }
      return policy;
    }
    String name = file.toString();
    String base = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    for (String ending : List.of(".yaml", ".yml")) {
      if (Files.exists(Path.of(base + ending))) {
        return Path.of(base + ending);
      }
    }
    problems.add(
        Position.of(name),
        Kind.UNREADABLE,
        "there is no policy beside this file",
        "name it: `policy: FILE`");
    return file;
  }
}
