// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.trial;

import dev.mcpfirewall.audit.AuditEntry;
import dev.mcpfirewall.audit.AuditQuery;
import dev.mcpfirewall.audit.AuditReader;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.pipeline.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What clients have sent, from an audit log, as far as it can be told again: what servers have sent
 * is not in it, secrets are replaced, and long texts are cut.
 *
 * @param situations in the order of time
 * @param others decisions that can't be told again
 */
public record Recorded(List<Situation> situations, int others) {
  public Recorded {
    situations = List.copyOf(situations);
  }

  /** The requests in a log, or in all logs of a directory. */
  public static Recorded in(Path log) throws IOException {
    if (!Files.exists(log)) {
      throw new NoSuchFileException(log.toString(), null, "is not there");
    }
    List<Situation> all = new ArrayList<>();
    int others = 0;
    try (AuditReader reader = new AuditReader(List.of(log), AuditQuery.EVERYTHING)) {
      for (AuditEntry entry : reader.read(0)) {
        if (entry.kind().equals("decision")) {
          Optional<Situation> again = again(entry);
          again.ifPresent(all::add);
          others += again.isPresent() ? 0 : 1;
        }
      }
    }
    return new Recorded(all, others);
  }

  private static Optional<Situation> again(AuditEntry entry) {
    boolean asks = entry.text("message").equals("request");
    if (!asks
        || !entry.text("direction").equals("inbound")
        || !entry.json("arguments_digest").isEmpty()) {
      return Optional.empty();
    }
    String arguments = entry.json("arguments").isEmpty() ? "{}" : entry.json("arguments");
    String tool = entry.text("tool");
    String params =
        tool.isEmpty()
            ? arguments
            : "{\"name\":" + Quote.of(tool) + ",\"arguments\":" + arguments + "}";
    String frame =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
            + Quote.of(entry.text("method"))
            + ",\"params\":"
            + params
            + "}";
    try {
      return Optional.of(
          Situation.of(
              entry.agent(),
              entry.text("server"),
              Direction.INBOUND,
              Bytes.utf8(frame),
              new Asked("", Optional.empty())));
    } catch (IllegalArgumentException notWhole) {
      return Optional.empty();
    }
  }
}
