// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import static dev.mcpfirewall.cli.adopt.Note.Kind.DIFFERENT;

import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A policy of ours from elsewhere: the same, but for the files it names. */
final class OwnFile {
  private final Path directory;
  private final Draft draft;

  private OwnFile(Path directory, Draft draft) {
    this.directory = directory;
    this.draft = draft;
  }

  /** Whether the file names others by a path that holds only where it is. */
  static boolean isRooted(Tree file) {
    return file.has("rego") || file.has("data") || file.has("profiles");
  }

  /** Puts into the draft what the file says; files that it names are named absolutely. */
  static void read(Tree file, Draft draft, Path directory) {
    OwnFile reader = new OwnFile(directory, draft);
    for (Node.Entry entry : file.entries()) {
      String key = entry.key().text();
      boolean files = key.equals("rego") || key.equals("data") || key.equals("profiles");
      draft.section(key, reader.value(entry.value(), files));
    }
  }

  private Object value(Node node, boolean files) {
    return switch (node) {
      case Scalar scalar when files && isPath(scalar.text()) -> absolute(scalar);
      case Scalar scalar -> scalar.plain() ? new Plain(scalar.text()) : scalar.text();
      case ListNode list -> {
        List<Object> items = new ArrayList<>();
        list.items().forEach(item -> items.add(value(item, files)));
        yield items;
      }
      case MapNode map -> {
        Map<String, Object> entries = new LinkedHashMap<>();
        map.entries()
            .forEach(entry -> entries.put(entry.key().text(), value(entry.value(), files)));
        yield entries;
      }
    };
  }

  /** A profile that comes with the program has no dot and no slash in its name. */
  private static boolean isPath(String text) {
    boolean relative = !text.startsWith("/") && !text.startsWith("~/");
    return relative
        && (text.contains("/") && !text.startsWith("recipe/")
            || text.matches(".*\\.(rego|ya?ml|json)"));
  }

  private String absolute(Scalar scalar) {
    draft.once(
        DIFFERENT, scalar.at(), "files that are named relative to this one are named absolutely");
    return directory.resolve(scalar.text()).normalize().toString();
  }

  /** A number, a switch or a word, kept as it was written. */
  private record Plain(String text) {
    @Override
    public String toString() {
      return text.isEmpty() ? "null" : text;
    }
  }
}
