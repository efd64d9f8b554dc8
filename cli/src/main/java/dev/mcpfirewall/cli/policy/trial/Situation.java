// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.trial;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Params;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Asked;
import java.util.Optional;

/**
 * A message and what is known around it.
 *
 * @param agent the name that counts; empty if nobody has introduced themselves
 * @param server the name the policy knows the server by
 * @param asked for an answer, what it answers
 */
public record Situation(
    String agent,
    String server,
    Direction direction,
    Optional<Asked> asked,
    Message message,
    Past past) {
  /**
   * A message of a session in which nothing has happened.
   *
   * @param frame one JSON-RPC message
   * @param asked what it answers, if it turns out to be an answer
   * @throws IllegalArgumentException if it is no message; what is said goes on after {@code the
   *     message}
   */
  public static Situation of(
      String agent, String server, Direction direction, Bytes frame, Asked asked) {
    Message message =
        switch (Reader.read(frame, false)) {
          case Reading.Single single -> single.message();
          case Reading.Malformed malformed ->
              throw new IllegalArgumentException(
                  malformed.problem().words()
                      + (malformed.offset() > 0 ? " (at byte " + malformed.offset() + ")" : ""));
          case Reading.Blank blank -> throw new IllegalArgumentException("is empty");
          case Reading.Batch batch ->
              throw new IllegalArgumentException("is a batch; try its elements one by one");
        };
    boolean answers =
        switch (message) {
          case Message.Request request -> false;
          case Message.Notification notification -> false;
          case Message.Result result -> true;
          case Message.Failure failure -> true;
        };
    return new Situation(
        agent,
        server,
        direction,
        answers ? Optional.of(asked) : Optional.empty(),
        message,
        Past.NOTHING);
  }

  /** The same after this past. */
  public Situation after(Past other) {
    return new Situation(agent, server, direction, asked, message, other);
  }

  /** The method, or the one that is answered. */
  public String method() {
    return switch (message) {
      case Message.Request request -> request.method();
      case Message.Notification notification -> notification.method();
      case Message.Result result -> asked.map(Asked::method).orElse("");
      case Message.Failure failure -> asked.map(Asked::method).orElse("");
    };
  }

  /** The tool called or answering. */
  public Optional<String> tool() {
    return switch (message) {
      case Message.Request request -> called(request.params());
      case Message.Notification notification -> called(notification.params());
      case Message.Result result -> asked.flatMap(Asked::tool);
      case Message.Failure failure -> asked.flatMap(Asked::tool);
    };
  }

  private static Optional<String> called(Params params) {
    return params instanceof Params.ToolCall call ? Optional.of(call.name()) : Optional.empty();
  }

  Agent asAgent() {
    return agent.isEmpty() ? Agent.UNKNOWN : new Agent(agent, agent, "", false, Era.UNKNOWN);
  }
}
