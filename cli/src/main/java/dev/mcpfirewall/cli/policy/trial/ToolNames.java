// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.trial;

import dev.mcpfirewall.audit.AuditQuery;
import dev.mcpfirewall.audit.AuditReader;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The names of the tools there are. */
public final class ToolNames {
  private ToolNames() {}

  /**
   * Those in what a server answers to {@code tools/list} (the whole answer, its result, or the
   * array of tools), or in an audit log or a directory of them.
   *
   * @throws IllegalArgumentException if the file is neither
   */
  public static NavigableSet<String> in(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "is not there");
    }
    if (!Files.isDirectory(file)
        && Document.parse(Bytes.utf8(Files.readString(file).strip()))
            instanceof Document document) {
      Optional<NavigableSet<String>> listed = listed(document.root());
      if (listed.isPresent()) {
        return listed.get();
      }
    }
    return recorded(file);
  }

  private static Optional<NavigableSet<String>> listed(Value root) {
    Value result = root.member("result").orElse(root);
    Value tools = result.member("tools").orElse(result);
    if (!tools.is(Kind.ARRAY)) {
      return Optional.empty();
    }
    NavigableSet<String> names = new TreeSet<>();
    tools.elements().forEach(tool -> tool.memberText("name").ifPresent(names::add));
    return Optional.of(names);
  }

  private static NavigableSet<String> recorded(Path log) throws IOException {
    NavigableSet<String> names = new TreeSet<>();
    try (AuditReader reader = new AuditReader(List.of(log), AuditQuery.EVERYTHING)) {
      reader.next(entry -> {
        if (!entry.text("tool").isEmpty()) {
          names.add(entry.text("tool"));
        }
      });
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "is neither the answer to tools/list nor an audit log with calls in it");
    }
    return names;
  }
}
