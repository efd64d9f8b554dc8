// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A line of the log as it is shown. What a line does not have is the empty text. Reading a line
 * proves nothing about it: {@link AuditVerifier} does.
 *
 * @param file where it stands
 * @param document the line
 */
public record AuditEntry(Path file, Document document) {
  /** The line as it stands, without its line feed. */
  public Bytes raw() {
    return document.bytes();
  }

  /** What kind of line: {@code decision}, {@code note}, {@code seal} and so on. */
  public String kind() {
    return text("kind");
  }

  /** When; the epoch where the line has no proper time. */
  public Instant time() {
    try {
      return Instant.parse(text("time"));
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  /** What the agent calls itself. */
  public String agent() {
    return document.root().member("agent").flatMap(a -> a.memberText("name")).orElse("");
  }

  /** The text of a member such as {@code tool}, {@code rule} or {@code reason}. */
  public String text(String member) {
    return document.root().memberText(member).orElse("");
  }

  /** The value of a member as it stands in the line. */
  public String json(String member) {
    return document.root().member(member).map(Value::raw).map(Bytes::utf8).orElse("");
  }
}
