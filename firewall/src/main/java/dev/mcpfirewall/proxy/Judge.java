// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.decision.Basis;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Enforced;
import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.decision.Scope;
import dev.mcpfirewall.decision.What;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Splice;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Id;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Params;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.Pipeline;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Decides what is to be done about each message of one direction: asks the pipeline, pairs answers
 * with requests, words refusals. Does nothing itself but remember what was asked. Owned by its
 * lane's thread.
 */
final class Judge {
  private static final Basis UNKNOWN_ID =
      protocol("protocol.unknown-id", "it answers a request that nobody waits for");
  private static final Basis ID_IN_USE =
      protocol("protocol.id-in-use", "a request with the same id still waits for its answer");

  private static final String KILL_SWITCH = "kill-switch";

  private final Direction direction;
  private final Pipeline pipeline;
  private final Conversation conversation;
  private final SessionSettings settings;
  private final Scope scope;
  private final InstantSource clock;

  Judge(
      Direction direction,
      Pipeline pipeline,
      Conversation conversation,
      SessionSettings settings,
      InstantSource clock) {
    this.direction = direction;
    this.pipeline = pipeline;
    this.conversation = conversation;
    this.settings = settings;
    this.scope = new Scope(settings.session(), settings.server(), settings.revision());
    this.clock = clock;
  }

  private static Basis protocol(String rule, String reason) {
    return new Basis(0, "protocol", new RuleId(rule), reason);
  }

  /** What is to be done about a message. */
  Outcome judge(Message message) {
    long began = System.nanoTime();
    return switch (message) {
      case Message.Request request -> request(request, began);
      case Message.Notification notification -> notification(notification, began);
      case Message.Result result -> answer(message, Optional.of(result.id()), began);
      case Message.Failure failure -> answer(message, failure.id(), began);
    };
  }

  private Outcome request(Message.Request request, long began) {
    Asked asked = new Asked(request.method(), toolOf(request.params()));
    Ruling ruling = rule(request, Optional.empty());
    if (direction == Direction.INBOUND) {
      conversation.hear(request, ruling.concealed().isEmpty());
    }
    Optional<Bytes> forward = forward(request, ruling);
    InFlight inFlight = conversation.inFlight(direction);
    boolean waits = forward.isPresent() && inFlight.ask(request.id(), asked);
    if (forward.isPresent() && !waits) {
      ruling = refusing(ruling, ID_IN_USE);
      forward = Optional.empty();
    }
    try {
      return request(request, asked, ruling, forward, began);
    } catch (Throwable failure) {
      if (waits) {
        inFlight.answer(request.id());
      }
      throw failure;
    }
  }

  private Outcome request(
      Message.Request request, Asked asked, Ruling ruling, Optional<Bytes> forward, long began) {
    Optional<Bytes> reply =
        forward.isPresent()
            ? Optional.empty()
            : Optional.of(refusal(request.id(), asked, why(ruling)));
    return outcome(what(request), ruling, enforced(forward, reply, ruling), forward, reply, began);
  }

  private Outcome notification(Message.Notification notification, long began) {
    Ruling ruling = rule(notification, Optional.empty());
    Optional<Bytes> forward = forward(notification, ruling);
    if (forward.isPresent() && notification.params() instanceof Params.Cancel cancel) {
      cancel.request().ifPresent(id -> conversation.inFlight(direction).cancel(id));
    }
    Enforced enforced = enforced(forward, Optional.empty(), ruling);
    return outcome(what(notification), ruling, enforced, forward, Optional.empty(), began);
  }

  private Outcome answer(Message message, Optional<Id> id, long began) {
    Optional<InFlight.Waiting> waiting = id.flatMap(opposite()::answer);
    try {
      return answer(message, id, waiting, began);
    } catch (Throwable failure) {
      // It is still waited for: who refuses this answer will want to say so.
      waiting.ifPresent(one -> opposite().ask(one.id(), one.asked()));
      throw failure;
    }
  }

  private Outcome answer(
      Message message, Optional<Id> id, Optional<InFlight.Waiting> waiting, long began) {
    if (waiting.isEmpty() && id.isPresent()) {
      Ruling ruling = refusing(Ruling.PASS, UNKNOWN_ID);
      What what = what(message, Optional.empty());
      return outcome(what, ruling, Enforced.DROPPED, Optional.empty(), Optional.empty(), began);
    }
    Optional<Asked> asked = waiting.map(InFlight.Waiting::asked);
    Ruling ruling = rule(message, asked);
    Optional<Bytes> forward = forward(message, ruling);
    Enforced enforced = enforced(forward, forward, ruling);
    if (forward.isEmpty() && waiting.isPresent()) {
      Id asId = waiting.get().id();
      forward = Optional.of(refusal(asId, waiting.get().asked(), why(ruling)));
      enforced = Enforced.REFUSED;
    } else if (message instanceof Message.Result result && asked.isPresent()) {
      if (direction == Direction.OUTBOUND) {
        conversation.hear(result, asked.get());
      }
    }
    return outcome(what(message, asked), ruling, enforced, forward, Optional.empty(), began);
  }

  /**
   * What is to be done about bytes that are no message. An answer is an error for who waits for it;
   * a request is refused to who sent it, and never under an id that a request of its waits under:
   * that one has not been answered yet.
   */
  Outcome judge(Reading.Malformed malformed) {
    long began = System.nanoTime();
    Optional<InFlight.Waiting> waiting =
        malformed.intent() == Reading.Intent.ASKING
            ? Optional.empty()
            : malformed.id().flatMap(opposite()::answer);
    try {
      return judge(malformed, waiting, began);
    } catch (Throwable failure) {
      waiting.ifPresent(one -> opposite().ask(one.id(), one.asked()));
      throw failure;
    }
  }

  private Outcome judge(
      Reading.Malformed malformed, Optional<InFlight.Waiting> waiting, long began) {
    Basis basis = protocol(malformed.problem().rule(), words(malformed));
    Ruling ruling = refusing(Ruling.PASS, basis);
    Optional<Bytes> forward = waiting.map(w -> refusal(w.id(), w.asked(), why(ruling)));
    Refusals.Why why =
        new Refusals.Why(malformed.problem().code(), basis.rule().value(), basis.reason());
    Optional<Bytes> reply = waiting.isEmpty() ? replyTo(malformed, why) : Optional.empty();
    What what =
        new What(
            direction,
            "malformed",
            "",
            malformed.id().map(Id::literal),
            Optional.empty(),
            Optional.empty(),
            malformed.size());
    Enforced enforced =
        forward.isPresent() || reply.isPresent() ? Enforced.REFUSED : Enforced.DROPPED;
    return outcome(what, ruling, enforced, forward, reply, began);
  }

  private Optional<Bytes> replyTo(Reading.Malformed malformed, Refusals.Why why) {
    InFlight own = conversation.inFlight(direction);
    Optional<Id> free = malformed.id().filter(id -> !own.isWaiting(id));
    boolean replies =
        switch (malformed.intent()) {
          case ANSWERING -> false;
          // A client may have sent a request that shows no id; a server may have printed anything.
          case ASKING -> direction == Direction.INBOUND || free.isPresent();
          case UNKNOWN -> direction == Direction.INBOUND;
        };
    return replies ? Optional.of(settings.refusals().error(free, why)) : Optional.empty();
  }

  /** The same outcome when it could not be recorded: nothing of the message becomes visible. */
  Outcome unrecorded(Outcome outcome, Message message) {
    Refusals.Why why =
        new Refusals.Why(
            Refusals.DENIED,
            "audit.failure",
            "the audit log can't be written, so nothing is let through");
    Event.Decided event = outcome.event();
    return switch (message) {
      case Message.Request request -> {
        if (outcome.forward().isPresent()) {
          conversation.inFlight(direction).answer(request.id());
        }
        Asked asked = new Asked(request.method(), toolOf(request.params()));
        yield new Outcome(event, Optional.empty(), Optional.of(refusal(request.id(), asked, why)));
      }
      case Message.Notification n -> new Outcome(event, Optional.empty(), Optional.empty());
      case Message.Result result ->
          new Outcome(
              event,
              outcome
                  .forward()
                  .map(bytes ->
                      refusal(
                          result.id(), new Asked(event.what().method(), event.what().tool()), why)),
              Optional.empty());
      case Message.Failure failure ->
          new Outcome(
              event,
              outcome.forward().map(bytes -> settings.refusals().error(failure.id(), why)),
              Optional.empty());
    };
  }

  private static String words(Reading.Malformed malformed) {
    return "the message "
        + malformed.problem().words()
        + (malformed.offset() > 0 ? " (at byte " + malformed.offset() + ")" : "");
  }

  private InFlight opposite() {
    return conversation.inFlight(
        direction == Direction.INBOUND ? Direction.OUTBOUND : Direction.INBOUND);
  }

  private Ruling rule(Message message, Optional<Asked> inReplyTo) {
    return pipeline.judge(
        new Exchange(conversation.subject(), settings.server(), direction, inReplyTo), message);
  }

  private static Ruling refusing(Ruling ruling, Basis basis) {
    return ruling.join(
        new Ruling(Effect.DENY, List.of(), List.of(), List.of(), Optional.of(basis)));
  }

  /** The bytes that go on under the ruling; none where it refuses. */
  private Optional<Bytes> forward(Message message, Ruling ruling) {
    if (settings.monitor() && !isStopped(ruling)) {
      return Optional.of(message.raw());
    }
    return switch (ruling.effect()) {
      case ALLOW -> Optional.of(message.raw());
      case REDACT -> Optional.of(Splice.apply(message.raw(), ruling.edits()));
      // No approver is part of this build: what would wait for a person is refused.
      case HOLD, DENY -> Optional.empty();
    };
  }

  /** The kill switch is a person's word, not a rule to be tried out. */
  private static boolean isStopped(Ruling ruling) {
    return ruling.basis().filter(basis -> basis.stage().equals(KILL_SWITCH)).isPresent();
  }

  private Enforced enforced(Optional<Bytes> forward, Optional<Bytes> reply, Ruling ruling) {
    if (forward.isPresent()) {
      return ruling.effect() == Effect.REDACT && !settings.monitor()
          ? Enforced.REDACTED
          : Enforced.FORWARDED;
    }
    return reply.isPresent() ? Enforced.REFUSED : Enforced.DROPPED;
  }

  private Bytes refusal(Id id, Asked asked, Refusals.Why why) {
    return asked.method().equals("tools/call")
        ? settings.refusals().toolCall(id, conversation.subject().era(), why)
        : settings.refusals().error(Optional.of(id), why);
  }

  private static Refusals.Why why(Ruling ruling) {
    Basis basis = ruling.basis().orElseThrow();
    String held = ruling.effect() == Effect.HOLD ? "it needs a person's approval: " : "";
    return new Refusals.Why(Refusals.DENIED, basis.rule().value(), held + basis.reason());
  }

  private static Optional<String> toolOf(Params params) {
    return params instanceof Params.ToolCall call ? Optional.of(call.name()) : Optional.empty();
  }

  private What what(Message.Request request) {
    return asking("request", Optional.of(request.id()), request.params(), request);
  }

  private What what(Message.Notification notification) {
    return asking("notification", Optional.empty(), notification.params(), notification);
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

  private What what(Message message, Optional<Asked> asked) {
    boolean result = message instanceof Message.Result;
    Optional<Id> id =
        switch (message) {
          case Message.Result r -> Optional.of(r.id());
          case Message.Failure f -> f.id();
          case Message.Request r -> Optional.of(r.id());
          case Message.Notification n -> Optional.empty();
        };
    return new What(
        direction,
        result ? "result" : "error",
        asked.map(Asked::method).orElse(""),
        id.map(Id::literal),
        asked.flatMap(Asked::tool),
        Optional.empty(),
        message.raw().length());
  }

  private Outcome outcome(
      What what,
      Ruling ruling,
      Enforced enforced,
      Optional<Bytes> forward,
      Optional<Bytes> reply,
      long began) {
    long micros = (System.nanoTime() - began) / 1000;
    Event.Decided event =
        new Event.Decided(
            clock.instant(), scope, conversation.subject(), what, ruling, enforced, micros);
    return new Outcome(event, forward, reply);
  }
}
