// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.pipeline.Asked;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A case in the message that would carry it: what a client sends stands in the argument of a call,
 * what a server sends in the result of one, a tool's definition in the list of tools.
 *
 * @param asked what it answers; empty for a call
 * @param textAt where the case's text begins in the frame; 0 for a message
 */
record Staged(Direction direction, Optional<Asked> asked, Bytes frame, int textAt) {
  private static final String TOOL = "tool";
  private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[";
  private static final String RESULT =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":";
  private static final String CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":";

  static Staged of(CorpusCase one) {
    Optional<Value> message = one.message();
    return switch (one.direction()) {
      case "request" ->
          message
              .map(value -> call(params(value)))
              .orElseGet(() -> argument(argumentOf(one.category()), one.text().orElseThrow()));
      case "response" ->
          result(message.map(Staged::unescaped).orElseGet(() -> one.text().orElseThrow()));
      default ->
          message.map(Staged::definition).orElseGet(() -> described(one.text().orElseThrow()));
    };
  }

  /** The name a tool would have for what a case of this category is. */
  private static String argumentOf(String category) {
    String kind = category.startsWith("benign.") ? category.substring(7) : category;
    return switch (kind.split("[._]", 2)[0]) {
      case "path" -> "path";
      case "command" -> "command";
      case "url", "ssrf", "egress" -> "url";
      default -> "text";
    };
  }

  private static Staged argument(String name, String text) {
    String before = CALL + "{\"name\":\"" + TOOL + "\",\"arguments\":{" + Quote.of(name) + ":";
    return of(Direction.INBOUND, Optional.empty(), before, text, "}}}");
  }

  /** A call with these parameters. */
  static Staged call(String params) {
    return new Staged(Direction.INBOUND, Optional.empty(), Bytes.utf8(CALL + params + "}"), 0);
  }

  /** The parameters that a call was recorded with. */
  static String params(Value call) {
    Optional<String> arguments = call.member("arguments").map(Staged::unescaped);
    if (call.memberText("name").isEmpty()) {
      return "{\"name\":\"" + TOOL + "\",\"arguments\":" + unescaped(call) + "}";
    }
    String given =
        arguments.orElseGet(() ->
            call.memberText("arguments_text")
                .filter(text -> !text.isEmpty())
                .map(text -> "{\"text\":" + Quote.of(text) + "}")
                .orElse("{}"));
    return "{\"name\":" + Quote.of(call.memberText("name").get()) + ",\"arguments\":" + given + "}";
  }

  /** The text as what a tool answers. */
  static Staged result(String text) {
    Asked asked = new Asked("tools/call", Optional.of(TOOL));
    return of(Direction.OUTBOUND, Optional.of(asked), RESULT, text, "}]}}");
  }

  private static Staged definition(Value tool) {
    return new Staged(
        Direction.OUTBOUND,
        Optional.of(new Asked("tools/list", Optional.empty())),
        Bytes.utf8(LIST + unescaped(tool) + "]}}"),
        0);
  }

  private static Staged described(String text) {
    return of(
        Direction.OUTBOUND,
        Optional.of(new Asked("tools/list", Optional.empty())),
        LIST + "{\"name\":\"" + TOOL + "\",\"inputSchema\":{\"type\":\"object\"},\"description\":",
        text,
        "}]}}");
  }

  private static Staged of(
      Direction direction, Optional<Asked> asked, String before, String text, String after) {
    return new Staged(
        direction,
        asked,
        Bytes.utf8(before + Quote.of(text) + after),
        before.getBytes(StandardCharsets.UTF_8).length + 1);
  }

  /** Where a stretch of the text, in code points, stands in the frame, in bytes. */
  Span inFrame(String text, Span codePoints) {
    return new Span(place(text, codePoints.start()), place(text, codePoints.end()));
  }

  private int place(String text, int codePoint) {
    int all = text.codePointCount(0, text.length());
    int index = text.offsetByCodePoints(0, Math.min(codePoint, all));
    return textAt + Quote.of(text.substring(0, index)).getBytes(StandardCharsets.UTF_8).length - 2;
  }

  /** The value as most programs write it: only what must be escaped is. */
  static String unescaped(Value value) {
    return switch (value.kind()) {
      case STRING -> Quote.of(value.text());
      case OBJECT -> {
        List<String> members = new ArrayList<>();
        for (Value.Member member : value.members()) {
          members.add(Quote.of(member.key().text()) + ":" + unescaped(member.value()));
        }
        yield "{" + String.join(",", members) + "}";
      }
      case ARRAY ->
          "[" + String.join(",", value.elements().stream().map(Staged::unescaped).toList()) + "]";
      case NUMBER, TRUE, FALSE, NULL -> value.raw().utf8();
    };
  }
}
