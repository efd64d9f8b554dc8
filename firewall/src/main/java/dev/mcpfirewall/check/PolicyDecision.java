// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Method;
import dev.mcpfirewall.mcp.Params;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.History;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.Explanation;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.PolicyInput.Exceeded;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.rate.RateLimits;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the policy says of a message, asked once and shared by the checks of one pipeline. A call is
 * counted once, when it is asked about. Owned by that pipeline's thread.
 */
public final class PolicyDecision {
  /** Stands until the policy has answered, and for good if it has failed. */
  private static final Decision FAILED =
      new Decision(
          List.of(
              new Decision.Reason(
                  PolicyStage.DEFAULT,
                  new RuleId("policy.error"),
                  Effect.DENY,
                  false,
                  "the policy could not be asked",
                  "",
                  new Decision.Redaction.None())),
          Set.of());

  private final PolicyEngine engine;
  private final RateLimits limits;
  private final Scan scan;
  private @Nullable Message seen;
  private Decision decision = FAILED;
  private List<Exceeded> exceeded = List.of();

  /**
   * Of an engine.
   *
   * @param limits counted in the process; the engine says what follows from them
   * @param scan what the detectors find
   */
  public PolicyDecision(PolicyEngine engine, RateLimits limits, Scan scan) {
    this.engine = engine;
    this.limits = limits;
    this.scan = scan;
  }

  /** What the policy says of the message. */
  Decision of(Exchange exchange, Message message) {
    if (seen != message) {
      decision = FAILED;
      exceeded = List.of();
      seen = message;
      decision = decide(exchange, message);
    }
    return decision;
  }

  /** Which of the policy's rules were tried for the message; nothing is counted anew. Slow. */
  public Explanation explain(Exchange exchange, Message message) {
    of(exchange, message);
    return engine.explain(input(exchange, message));
  }

  /** The limits that the message is beyond; asked after {@link #of}. */
  List<Exceeded> exceeded() {
    return exceeded;
  }

  private Decision decide(Exchange exchange, Message message) {
    exceeded = count(exchange, message);
    return engine.decide(input(exchange, message));
  }

  /** A call sent as a notification is a call all the same: servers may run it. */
  private List<Exceeded> count(Exchange exchange, Message message) {
    Optional<Params.ToolCall> call =
        exchange.direction() == Direction.INBOUND ? callIn(message) : Optional.empty();
    return call.isEmpty()
        ? List.of()
        : limits.take(
            exchange.agent().name(), exchange.server(), call.get().name(), exchange.now());
  }

  private static Optional<Params.ToolCall> callIn(Message message) {
    return params(message) instanceof Params.ToolCall call ? Optional.of(call) : Optional.empty();
  }

  private static @Nullable Params params(Message message) {
    return switch (message) {
      case Message.Request request -> request.params();
      case Message.Notification notification -> notification.params();
      case Message.Result result -> null;
      case Message.Failure failure -> null;
    };
  }

  private PolicyInput input(Exchange exchange, Message message) {
    Agent agent = exchange.agent();
    History history = exchange.history();
    return new PolicyInput(
        new PolicyInput.Agent(
            agent.name(), agent.declared(), agent.version(), agent.authenticated(), agent.era()),
        exchange.server(),
        new PolicyInput.SessionFacts(
            exchange.place().session(), exchange.place().directory(), history.calls()),
        exchange.direction(),
        what(exchange, message),
        Findings.of(scan.of(exchange, message), exchange, message),
        new PolicyInput.Memory(
            history.labels(),
            history.reached(exchange.now()),
            sources(history.origins(message)),
            exceeded),
        exchange.now());
  }

  private static List<PolicyInput.Source> sources(List<History.Origin> origins) {
    return origins.isEmpty()
        ? List.of()
        : origins.stream()
            .map(one ->
                new PolicyInput.Source(one.at().rfc6901(), one.label(), one.server(), one.tool()))
            .toList();
  }

  private static PolicyInput.Subject what(Exchange exchange, Message message) {
    long size = message.raw().length();
    return switch (message) {
      case Message.Request request ->
          asking(exchange, request.params(), isAction(request.method()), size);
      case Message.Notification notification ->
          asking(exchange, notification.params(), acts(notification.method()), size);
      case Message.Result result -> answering(exchange, result.result(), size);
      case Message.Failure failure -> answering(exchange, failure.error(), size);
    };
  }

  private static boolean isAction(String method) {
    return Method.concern(method) == Method.Concern.ACTION;
  }

  /** What only tells asks for nothing. */
  private static boolean acts(String notified) {
    return !notified.startsWith("notifications/") && isAction(notified);
  }

  private static PolicyInput.Subject asking(
      Exchange exchange, Params params, boolean acts, long size) {
    Optional<PolicyInput.Tool> tool =
        params instanceof Params.ToolCall call
            ? Optional.of(tool(exchange, call.name(), call.arguments()))
            : Optional.empty();
    return new PolicyInput.Subject(
        params.method(), acts, false, tool, params.value(), Optional.empty(), size);
  }

  private static PolicyInput.Subject answering(Exchange exchange, Value result, long size) {
    Optional<PolicyInput.Tool> tool =
        exchange
            .inReplyTo()
            .flatMap(Asked::tool)
            .map(name -> tool(exchange, name, Optional.empty()));
    return new PolicyInput.Subject(
        exchange.answers(), false, true, tool, Optional.empty(), Optional.of(result), size);
  }

  private static PolicyInput.Tool tool(Exchange exchange, String name, Optional<Value> arguments) {
    History.ToolClaims claims = exchange.history().claims(name);
    return new PolicyInput.Tool(name, arguments, claims.hints(), claims.title());
  }
}
