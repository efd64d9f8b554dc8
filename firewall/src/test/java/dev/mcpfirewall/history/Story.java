// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.History.Origin;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A session told step by step, as a proxy would tell it. */
final class Story {
  static final String UNTRUSTED = "untrusted_content";
  static final String PRIVATE = "private_data";
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final SessionMemory memory;
  private Instant now = START;

  Story() {
    this(Wants.VALUES);
  }

  Story(Wants wants) {
    this.memory = new SessionMemory(wants, new Random(7));
  }

  static Message message(String json) {
    if (Reader.read(Bytes.utf8(json), false) instanceof Reading.Single single) {
      return single.message();
    }
    throw new IllegalArgumentException(json);
  }

  static Message call(String tool, String arguments) {
    return message(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":"
            + Quote.of(tool)
            + ",\"arguments\":"
            + arguments
            + "}}");
  }

  static Message text(String text) {
    return message(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":"
            + Quote.of(text)
            + "}]}}");
  }

  static Exchange asking() {
    return Exchange.with("mail", Direction.INBOUND, Optional.empty());
  }

  static Exchange answering(String method, String tool) {
    return Exchange.with(
        "mail",
        Direction.OUTBOUND,
        Optional.of(new Asked(method, Optional.of(tool).filter(name -> !name.isEmpty()))));
  }

  static Exchange saying() {
    return Exchange.with("mail", Direction.OUTBOUND, Optional.empty());
  }

  static Set<Mark> labels(String... names) {
    return Arrays.stream(names).map(Mark.Labelled::new).collect(Collectors.toUnmodifiableSet());
  }

  /** The same, at the time of the story. */
  Exchange at(Exchange exchange) {
    return new Exchange(
        exchange.agent(),
        exchange.place(),
        exchange.direction(),
        exchange.inReplyTo(),
        exchange.history(),
        now);
  }

  /** The client calls a tool, and the call passes. */
  Story calls(String tool, String arguments, Mark... marks) {
    memory.passed(at(asking()), call(tool, arguments), Set.of(marks));
    return this;
  }

  /** A tool answers with a text, and the answer passes. */
  Story answers(String tool, String text, String... labels) {
    return passes(answering("tools/call", tool), text(text), labels);
  }

  Story passes(Exchange exchange, Message message, String... labels) {
    memory.passed(at(exchange), message, labels(labels));
    return this;
  }

  Story after(java.time.Duration time) {
    now = now.plus(time);
    return this;
  }

  Instant now() {
    return now;
  }

  List<Origin> origins(String tool, String arguments) {
    return memory.origins(call(tool, arguments));
  }

  /** Where one argument of text is said to come from, each as {@code label by tool}. */
  List<String> from(String argument) {
    return origins("send_mail", "{\"to\":" + Quote.of(argument) + "}").stream()
        .filter(origin -> origin.at().rfc6901().equals("/params/arguments/to"))
        .map(origin -> origin.label() + " by " + origin.tool())
        .distinct()
        .toList();
  }

  boolean isForeign(String argument) {
    return from(argument).contains(UNTRUSTED + " by read_mail");
  }
}
