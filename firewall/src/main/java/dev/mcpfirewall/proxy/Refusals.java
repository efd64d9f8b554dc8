// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.mcp.Id;
import java.time.Duration;
import java.util.Optional;

/**
 * The messages we write ourselves, so that whoever waits gets an answer it can act on. They name
 * the rule and a reason, never the text that was refused.
 *
 * @param toolErrors whether a refused {@code tools/call} is answered by a result with {@code
 *     isError} (which models read) rather than by a JSON-RPC error
 */
public record Refusals(boolean toolErrors) {
  /** Refused by policy. Outside −32020 to −32099, which the protocol keeps for itself. */
  static final int DENIED = -32010;

  /** The server has gone. */
  static final int SERVER_GONE = -32011;

  /**
   * Why something is refused.
   *
   * @param retry after how long the same message would pass; empty where waiting does not help
   */
  record Why(int code, String rule, String reason, Optional<Duration> retry) {
    Why(int code, String rule, String reason) {
      this(code, rule, reason, Optional.empty());
    }
  }

  /** The answer to a refused {@code tools/call}. */
  Bytes toolCall(Id id, Era era, Why why) {
    if (!toolErrors) {
      return error(Optional.of(id), why);
    }
    String text =
        "Blocked by mcp-firewall: "
            + why.reason()
            + " (rule "
            + why.rule()
            + "). "
            + (why.retry().isPresent()
                ? "The same call may pass after that time."
                : "Do not retry the same call; change it, or ask the user to change the policy.");
    String complete = era == Era.MODERN ? "\"resultType\":\"complete\"," : "";
    return Bytes.utf8(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id.literal()
            + ",\"result\":{"
            + complete
            + "\"content\":[{\"type\":\"text\",\"text\":"
            + Quote.of(text)
            + "}],\"isError\":true}}");
  }

  /** A JSON-RPC error; without an id where it is not known which request it answers. */
  Bytes error(Optional<Id> id, Why why) {
    return Bytes.utf8(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id.map(Id::literal).orElse("null")
            + ",\"error\":{\"code\":"
            + why.code()
            + ",\"message\":"
            + Quote.of("mcp-firewall: " + why.reason())
            + ",\"data\":{\"rule\":"
            + Quote.of(why.rule())
            + ",\"reason\":"
            + Quote.of(why.reason())
            + why.retry().map(time -> ",\"retry_after_ms\":" + time.toMillis()).orElse("")
            + "}}}");
  }
}
