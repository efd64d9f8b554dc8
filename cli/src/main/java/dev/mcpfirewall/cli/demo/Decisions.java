// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.demo;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The decisions on tool calls in an audit log that is being written. A decision is in the log
 * before its effect is seen, so that whoever has an answer finds its decision here.
 */
final class Decisions {
  private final Path folder;
  private int seen;

  Decisions(Path home) {
    this.folder = home.resolve("audit");
  }

  /** The strictest of those that have come since the last call of this method. */
  Optional<Decision> latest() throws IOException {
    List<Decision> all = read();
    List<Decision> fresh = all.subList(Math.min(seen, all.size()), all.size());
    seen = all.size();
    return fresh.stream().reduce((one, other) -> other.isPlain() ? one : other);
  }

  private List<Decision> read() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> logs = files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
      return logs.stream()
          .flatMap(Decisions::lines)
          .flatMap(line -> decision(line).stream())
          .toList();
    }
  }

  private static Stream<String> lines(Path log) {
    try {
      return Files.readAllLines(log).stream();
    } catch (IOException unreadable) {
      return Stream.empty();
    }
  }

  private static Optional<Decision> decision(String line) {
    if (!(Document.parse(Bytes.utf8(line)) instanceof Document document)
        || !document.root().memberText("method").orElse("").equals("tools/call")) {
      return Optional.empty();
    }
    Value event = document.root();
    return Optional.of(
        new Decision(
            event.memberText("decision").orElse(""),
            event.memberText("stage").orElse(""),
            event.memberText("rule").orElse("")));
  }

  /**
   * One decision of the log.
   *
   * @param effect {@code allow}, {@code redact}, {@code hold} or {@code deny}
   * @param stage which stage decided, empty for a plain pass
   * @param rule which rule, empty likewise
   */
  record Decision(String effect, String stage, String rule) {
    boolean isPlain() {
      return effect.equals("allow");
    }
  }
}
