// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.What;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Id;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Params;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Asked;
import java.util.Optional;

/**
 * Messages as the record names them.
 *
 * @param direction which way they travel
 */
record Described(Direction direction) {
  /** The tool that is called, if one is. */
  static Optional<String> toolOf(Params params) {
    return params instanceof Params.ToolCall call ? Optional.of(call.name()) : Optional.empty();
  }

  What request(Message.Request request) {
    return asking("request", Optional.of(request.id()), request.params(), request);
  }

  What notification(Message.Notification notification) {
    return asking("notification", Optional.empty(), notification.params(), notification);
  }

  What answer(Message message, Optional<Id> id, Optional<Asked> asked) {
    return new What(
        direction,
        message instanceof Message.Result ? "result" : "error",
        asked.map(Asked::method).orElse(""),
        id.map(Id::literal),
        asked.flatMap(Asked::tool),
        Optional.empty(),
        message.raw().length());
  }

  What malformed(Reading.Malformed malformed) {
    return new What(
        direction,
        "malformed",
        "",
        malformed.id().map(Id::literal),
        Optional.empty(),
        Optional.empty(),
        malformed.size());
  }

  private What asking(String kind, Optional<Id> id, Params params, Message message) {
    Optional<Value> arguments =
        params instanceof Params.ToolCall call ? call.arguments() : params.value();
    return new What(
        direction,
        kind,
        params.method(),
        id.map(Id::literal),
        toolOf(params),
        arguments,
        message.raw().length());
  }
}
