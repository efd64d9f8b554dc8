// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.decision.Basis;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Enforced;
import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.decision.Scope;
import dev.mcpfirewall.decision.What;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Splice;
import dev.mcpfirewall.mcp.Id;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Params;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decides what is to be done about each message of one direction: asks the pipeline, pairs answers
 * with requests, words refusals. Does nothing itself but remember what was asked and what has
 * passed. Owned by its lane's thread.
 */
final class Judge {
  private static final Basis UNKNOWN_ID =
      protocol("protocol.unknown-id", "it answers a request that nobody waits for");
  private static final Basis ID_IN_USE =
      protocol(
          "protocol.id-in-use", "a request with the same id still waits, or was cancelled before");

  private static final String KILL_SWITCH = "kill-switch";

  private final Direction direction;
  private final Supplier<Enforcement> policies;
  private final Conversation conversation;
  private final SessionSettings settings;
  private final InstantSource clock;
  private final Described described;

  /** With what tells the policy in force; asked once for each message. */
  Judge(
      Direction direction,
      Supplier<Enforcement> policies,
      Conversation conversation,
      SessionSettings settings,
      InstantSource clock) {
    this.direction = direction;
    this.policies = policies;
    this.conversation = conversation;
    this.settings = settings;
    this.clock = clock;
    this.described = new Described(direction);
  }

  /**
   * The policy and the time that hold for one message from its beginning to its end.
   *
   * @param began of the monotonic clock, in nanoseconds
   */
  private record Moment(Enforcement policy, Instant now, long began) {}

  private Moment moment() {
    long began = System.nanoTime();
    return new Moment(policies.get(), clock.instant(), began);
  }

  private static Basis protocol(String rule, String reason) {
    return new Basis(0, "protocol", new RuleId(rule), reason);
  }

  /** What is to be done about a message. */
  Outcome judge(Message message) {
    Moment at = moment();
    return switch (message) {
      case Message.Request request -> request(request, at);
      case Message.Notification notification -> notification(notification, at);
      case Message.Result result -> answer(message, Optional.of(result.id()), at);
      case Message.Failure failure -> answer(message, failure.id(), at);
    };
  }

  private Conversation.Introduction met(Params params) {
    if (direction == Direction.OUTBOUND) {
      return Conversation.Introduction.NONE;
    }
    Conversation.Introduction said = Conversation.Introduction.in(params);
    conversation.meet(said);
    return said;
  }

  private Outcome request(Message.Request request, Moment at) {
    Conversation.Introduction said = met(request.params());
    Exchange exchange = exchange(Optional.empty(), at);
    Ruling ruling = at.policy().pipeline().judge(exchange, request);
    conversation.hear(said, ruling.concealed().isEmpty());
    Asked asked =
        new Asked(request.method(), Described.toolOf(request.params()), labels(ruling.marks()));
    Optional<Bytes> forward = forward(request, ruling, at);
    InFlight inFlight = conversation.inFlight(direction);
    boolean waits = forward.isPresent() && inFlight.ask(request.id(), asked);
    if (forward.isPresent() && !waits) {
      ruling = refusing(ruling, ID_IN_USE);
      forward = Optional.empty();
    }
    try {
      return request(request, asked, new Ruled(exchange, ruling), forward, at);
    } catch (Throwable failure) {
      if (waits) {
        inFlight.answer(request.id());
      }
      throw failure;
    }
  }

  /** A ruling, and in view of what it was made. */
  private record Ruled(Exchange exchange, Ruling ruling) {}

  private Outcome request(
      Message.Request request, Asked asked, Ruled ruled, Optional<Bytes> forward, Moment at) {
    Ruling ruling = ruled.ruling();
    if (forward.isPresent()) {
      remember(ruled.exchange(), request, ruling);
    }
    Optional<Bytes> reply =
        forward.isPresent()
            ? Optional.empty()
            : Optional.of(refusal(request.id(), asked, why(ruling), at.policy()));
    Enforced enforced = enforced(forward, reply, ruling, at);
    return outcome(described.request(request), ruling, enforced, forward, reply, at);
  }

  private Outcome notification(Message.Notification notification, Moment at) {
    met(notification.params());
    Exchange exchange = exchange(Optional.empty(), at);
    Ruling ruling = at.policy().pipeline().judge(exchange, notification);
    Optional<Bytes> forward = forward(notification, ruling, at);
    if (forward.isPresent()) {
      remember(exchange, notification, ruling);
      if (notification.params() instanceof Params.Cancel cancel) {
        cancel.request().ifPresent(id -> conversation.inFlight(direction).cancel(id));
      }
    }
    Enforced enforced = enforced(forward, Optional.empty(), ruling, at);
    What what = described.notification(notification);
    return outcome(what, ruling, enforced, forward, Optional.empty(), at);
  }

  private Outcome answer(Message message, Optional<Id> id, Moment at) {
    Optional<InFlight.Waiting> waiting = id.flatMap(opposite()::answer);
    try {
      return answer(message, id, waiting, at);
    } catch (Throwable failure) {
      // It is still waited for: who refuses this answer will want to say so.
      waiting.ifPresent(one -> opposite().ask(one.id(), one.asked()));
      throw failure;
    }
  }

  private Outcome answer(
      Message message, Optional<Id> id, Optional<InFlight.Waiting> waiting, Moment at) {
    if (waiting.isEmpty() && id.isPresent()) {
      Ruling ruling = refusing(Ruling.PASS, UNKNOWN_ID);
      What what = described.answer(message, id, Optional.empty());
      return outcome(what, ruling, Enforced.DROPPED, Optional.empty(), Optional.empty(), at);
    }
    Optional<Asked> asked = waiting.map(InFlight.Waiting::asked);
    Exchange exchange = exchange(asked, at);
    Ruling ruling = at.policy().pipeline().judge(exchange, message);
    Optional<Bytes> forward = forward(message, ruling, at);
    Enforced enforced = enforced(forward, forward, ruling, at);
    if (forward.isPresent()) {
      remember(exchange, message, ruling);
      if (message instanceof Message.Result result && direction == Direction.OUTBOUND) {
        asked.ifPresent(one -> conversation.hear(result, one));
      }
    } else if (waiting.isPresent()) {
      Id asId = waiting.get().id();
      forward = Optional.of(refusal(asId, waiting.get().asked(), why(ruling), at.policy()));
      enforced = Enforced.REFUSED;
    }
    What what = described.answer(message, id, asked);
    return outcome(what, ruling, enforced, forward, Optional.empty(), at);
  }

  /**
   * What is to be done about bytes that are no message. An answer is an error for who waits for it;
   * a request is refused to who sent it, and never under an id that a request of its waits under:
   * that one has not been answered yet.
   */
  Outcome judge(Reading.Malformed malformed) {
    Moment at = moment();
    Optional<InFlight.Waiting> waiting =
        malformed.intent() == Reading.Intent.ASKING
            ? Optional.empty()
            : malformed.id().flatMap(opposite()::answer);
    try {
      return judge(malformed, waiting, at);
    } catch (Throwable failure) {
      waiting.ifPresent(one -> opposite().ask(one.id(), one.asked()));
      throw failure;
    }
  }

  private Outcome judge(
      Reading.Malformed malformed, Optional<InFlight.Waiting> waiting, Moment at) {
    Basis basis = protocol(malformed.problem().rule(), words(malformed));
    Ruling ruling = refusing(Ruling.PASS, basis);
    Optional<Bytes> forward =
        waiting.map(one -> refusal(one.id(), one.asked(), why(ruling), at.policy()));
    Refusals.Why why =
        new Refusals.Why(malformed.problem().code(), basis.rule().value(), basis.reason());
    Optional<Bytes> reply =
        waiting.isEmpty() ? replyTo(malformed, why, at.policy()) : Optional.empty();
    Enforced enforced =
        forward.isPresent() || reply.isPresent() ? Enforced.REFUSED : Enforced.DROPPED;
    return outcome(described.malformed(malformed), ruling, enforced, forward, reply, at);
  }

  private Optional<Bytes> replyTo(
      Reading.Malformed malformed, Refusals.Why why, Enforcement policy) {
    InFlight own = conversation.inFlight(direction);
    Optional<Id> free = malformed.id().filter(id -> !own.isWaiting(id));
    boolean replies =
        switch (malformed.intent()) {
          case ANSWERING -> false;
          // A client may have sent a request that shows no id; a server may have printed anything.
          case ASKING -> direction == Direction.INBOUND || free.isPresent();
          case UNKNOWN -> direction == Direction.INBOUND;
        };
    return replies ? Optional.of(policy.refusals().error(free, why)) : Optional.empty();
  }

  /** The same outcome when it could not be recorded: nothing of the message becomes visible. */
  Outcome unrecorded(Outcome outcome, Message message) {
    Refusals.Why why =
        new Refusals.Why(
            Refusals.DENIED,
            "audit.failure",
            "the audit log can't be written, so nothing is let through");
    Event.Decided event = outcome.event();
    Enforcement policy = outcome.policy();
    Outcome silent = new Outcome(policy, event, Optional.empty(), Optional.empty());
    return switch (message) {
      case Message.Request request -> {
        if (outcome.forward().isPresent()) {
          conversation.inFlight(direction).answer(request.id());
        }
        Asked asked = new Asked(request.method(), Described.toolOf(request.params()));
        Bytes reply = refusal(request.id(), asked, why, policy);
        yield new Outcome(policy, event, Optional.empty(), Optional.of(reply));
      }
      case Message.Notification n -> silent;
      case Message.Result result when outcome.forward().isPresent() -> {
        Asked asked = new Asked(event.what().method(), event.what().tool());
        Bytes instead = refusal(result.id(), asked, why, policy);
        yield new Outcome(policy, event, Optional.of(instead), Optional.empty());
      }
      case Message.Failure failure when outcome.forward().isPresent() -> {
        Bytes instead = policy.refusals().error(failure.id(), why);
        yield new Outcome(policy, event, Optional.of(instead), Optional.empty());
      }
      case Message.Result result -> silent;
      case Message.Failure failure -> silent;
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

  private Exchange exchange(Optional<Asked> inReplyTo, Moment at) {
    return new Exchange(
        conversation.agent(), settings.place(), direction, inReplyTo, settings.memory(), at.now());
  }

  private static Set<Mark.Labelled> labels(Set<Mark> marks) {
    if (marks.isEmpty()) {
      return Set.of();
    }
    return marks.stream()
        .filter(Mark.Labelled.class::isInstance)
        .map(Mark.Labelled.class::cast)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Told before the next message is judged, or else two sent at once would not know each other. */
  private void remember(Exchange exchange, Message message, Ruling ruling) {
    Set<Mark> marks = ruling.marks();
    Set<Mark.Labelled> labels = exchange.inReplyTo().map(Asked::labels).orElse(Set.of());
    if (!labels.isEmpty()) {
      marks = new HashSet<>(marks);
      marks.addAll(labels);
    }
    settings.memory().passed(exchange, message, marks);
  }

  private static Ruling refusing(Ruling ruling, Basis basis) {
    return ruling.join(
        new Ruling(Effect.DENY, List.of(), List.of(), List.of(), Optional.of(basis)));
  }

  /** The bytes that go on under the ruling; none where it refuses. */
  private static Optional<Bytes> forward(Message message, Ruling ruling, Moment at) {
    if (at.policy().monitor() && !isStopped(ruling)) {
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

  private static Enforced enforced(
      Optional<Bytes> forward, Optional<Bytes> reply, Ruling ruling, Moment at) {
    if (forward.isPresent()) {
      return ruling.effect() == Effect.REDACT && !at.policy().monitor()
          ? Enforced.REDACTED
          : Enforced.FORWARDED;
    }
    return reply.isPresent() ? Enforced.REFUSED : Enforced.DROPPED;
  }

  private Bytes refusal(Id id, Asked asked, Refusals.Why why, Enforcement policy) {
    return asked.method().equals("tools/call")
        ? policy.refusals().toolCall(id, conversation.subject().era(), why)
        : policy.refusals().error(Optional.of(id), why);
  }

  private static Refusals.Why why(Ruling ruling) {
    Basis basis = ruling.basis().orElseThrow();
    String held = ruling.effect() == Effect.HOLD ? "it needs a person's approval: " : "";
    return new Refusals.Why(
        Refusals.DENIED, basis.rule().value(), held + basis.reason(), basis.retry());
  }

  private Outcome outcome(
      What what,
      Ruling ruling,
      Enforced enforced,
      Optional<Bytes> forward,
      Optional<Bytes> reply,
      Moment at) {
    long micros = (System.nanoTime() - at.began()) / 1000;
    Scope scope =
        new Scope(settings.place().session(), settings.place().server(), at.policy().revision());
    Event.Decided event =
        new Event.Decided(at.now(), scope, conversation.subject(), what, ruling, enforced, micros);
    return new Outcome(at.policy(), event, forward, reply);
  }
}
