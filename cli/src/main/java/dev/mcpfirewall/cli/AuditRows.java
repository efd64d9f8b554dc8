// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.audit.AuditEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Lines of the log for a person: one row each, in columns. Whatever came from outside is printed
 * without control characters, so that no tool's name can move the cursor of whoever reads the log.
 */
final class AuditRows {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final Paint paint;
  private final ZoneId zone;

  AuditRows(Paint paint, ZoneId zone) {
    this.paint = paint;
    this.zone = zone;
  }

  String header() {
    return paint.faint(
        columns("TIME", "AGENT", "SERVER", pad("DECISION", 9), "WHAT", "RULE") + "  REASON");
  }

  String row(AuditEntry entry) {
    boolean decided = entry.kind().equals("decision");
    String decision = decided ? entry.text("decision") : entry.kind();
    String row =
        columns(
            time(entry.time()),
            entry.agent(),
            entry.text("server"),
            painted(decision),
            decided ? what(entry) : entry.text("event"),
            entry.text("rule"));
    String reason = decided ? reason(entry) : note(entry);
    return (row + "  " + plain(reason)).stripTrailing();
  }

  private static String what(AuditEntry entry) {
    String tool = entry.text("tool");
    String arrow = entry.text("direction").equals("inbound") ? "> " : "< ";
    return arrow + (tool.isEmpty() ? entry.text("method") : tool);
  }

  private static String reason(AuditEntry entry) {
    String enforced = entry.text("enforced");
    boolean milder = !entry.text("decision").equals("allow") && enforced.equals("forwarded");
    return (milder ? "[only recorded] " : "") + entry.text("reason");
  }

  private static String note(AuditEntry entry) {
    return switch (entry.kind()) {
      case "note" -> entry.json("details");
      case "gap" -> entry.json("events") + " events not recorded: " + entry.text("reason");
      case "key" -> entry.text("old") + " handed over to " + entry.text("key");
      case "retired" -> entry.text("chain") + ", files 1 to " + entry.json("through");
      default -> "";
    };
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  private String painted(String decision) {
    String padded = pad(plain(decision), 9);
    return switch (decision) {
      case "allow" -> paint.green(padded);
      case "redact" -> paint.yellow(padded);
      case "hold" -> paint.yellow(padded);
      case "deny", "gap" -> paint.red(padded);
      default -> paint.faint(padded);
    };
  }

  private static String columns(
      String time, String agent, String server, String decision, String what, String rule) {
    return pad(time, 23)
        + "  "
        + pad(plain(agent), 16)
        + "  "
        + pad(plain(server), 14)
        + "  "
        + decision
        + "  "
        + pad(plain(what), 26)
        + "  "
        + pad(plain(rule), 28);
  }

  private static String pad(String text, int width) {
    String shown = text.length() > width ? text.substring(0, width - 1) + "…" : text;
    return shown + " ".repeat(width - shown.length());
  }

  /** Without characters that a terminal obeys instead of showing. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c ->
            plain.appendCodePoint(
                switch (Character.getType(c)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR ->
                      '\uFFFD';
                  default -> c;
                }));
    return plain.toString();
  }
}
