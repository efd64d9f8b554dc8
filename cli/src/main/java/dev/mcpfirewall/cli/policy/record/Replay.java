// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.record;

import dev.mcpfirewall.MemoryWants;
import dev.mcpfirewall.audit.AuditEntry;
import dev.mcpfirewall.cli.policy.trial.Outcome;
import dev.mcpfirewall.cli.policy.trial.Past;
import dev.mcpfirewall.cli.policy.trial.Situation;
import dev.mcpfirewall.cli.policy.trial.Trial;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.history.SessionMemory;
import dev.mcpfirewall.history.Wants;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Params;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.policy.PolicyInput.Exceeded;
import dev.mcpfirewall.policy.PolicyMode;
import dev.mcpfirewall.policy.rate.RateLimits;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Recorded sessions before a policy, each from its beginning: what the policy lets pass is
 * remembered, what it refuses is not, rate limits go by the recorded times. Of one thread.
 */
public final class Replay {
  private final Trial trial;
  private final Wants wants;

  /** Before this policy. */
  public Replay(Trial trial) {
    this.trial = trial;
    this.wants = MemoryWants.of(trial.loaded().policy());
  }

  /**
   * A recorded message and what would become of it.
   *
   * @param now empty where nothing of the message is known
   */
  public record Judged(Retold retold, Optional<Verdict> now) {}

  /**
   * What is decided.
   *
   * @param rule that decided; also one that let pass; empty where no rule did
   */
  public record Verdict(Effect effect, String rule) {}

  /** Whether the policy asks where values came from, which no log tells. */
  boolean asksWhereFrom() {
    return wants.values();
  }

  /** One session. */
  public List<Judged> of(RecordedSession session) {
    Course course = new Course(session);
    return session.messages().stream().map(course::next).toList();
  }

  /** A session while it is played. */
  private final class Course {
    private final RecordedSession session;
    private final SessionMemory memory =
        // What results held is not known, so no value can be followed.
        new SessionMemory(new Wants(false, wants.ownHosts(), wants.trusted()), new Random(0));
    private final RateLimits limits = RateLimits.of(trial.loaded().policy().books());
    private final Map<String, Asked> waiting = new HashMap<>();

    Course(RecordedSession session) {
      this.session = session;
    }

    Judged next(Retold retold) {
      if (retold.doubts().contains(Doubt.ANSWER)) {
        answer(retold);
      }
      return new Judged(retold, retold.situation().map(situation -> judge(retold, situation)));
    }

    private Verdict judge(Retold retold, Situation situation) {
      Exchange exchange = exchange(retold.entry(), situation, Optional.empty());
      Message message = situation.message();
      Outcome outcome = trial.judge(exchange, message);
      Optional<Exceeded> exceeded = exceeded(exchange, situation);
      boolean tooMany = exceeded.isPresent() && !precedesLimits(outcome);
      boolean passes = retold.isSure() ? passes(outcome, exceeded.isPresent()) : retold.passed();
      if (passes) {
        remember(retold, exchange, message, outcome);
      }
      return tooMany
          ? new Verdict(
              Effect.DENY, "rate-limits." + exceeded.orElseThrow().limit().split(" ", -1)[0])
          : new Verdict(
              outcome.effect(),
              retold.decided().filter(outcome.effect()::equals).isPresent()
                  ? outcome.rule()
                  : rule(exchange, message, outcome));
    }

    private Exchange exchange(AuditEntry entry, Situation situation, Optional<Asked> asked) {
      boolean known = !session.authenticated().isEmpty();
      String name = situation.agent();
      Agent agent =
          name.isEmpty()
              ? Agent.UNKNOWN
              : new Agent(
                  name,
                  entry.agent(),
                  entry
                      .document()
                      .root()
                      .member("agent")
                      .flatMap(a -> a.memberText("version"))
                      .orElse(""),
                  known,
                  era(entry));
      return new Exchange(
          agent,
          trial.place(situation.server()),
          situation.direction(),
          asked,
          memory,
          entry.time());
    }

    private Optional<Exceeded> exceeded(Exchange exchange, Situation situation) {
      return situation.direction() == Direction.INBOUND && situation.tool().isPresent()
          ? limits
              .take(
                  exchange.agent().name(),
                  exchange.server(),
                  situation.tool().orElseThrow(),
                  exchange.now())
              .stream()
              .findFirst()
          : Optional.empty();
    }

    private boolean passes(Outcome outcome, boolean tooMany) {
      return trial.loaded().policy().mode() == PolicyMode.MONITOR
          || !tooMany && outcome.effect().compareTo(Effect.REDACT) <= 0;
    }

    private void remember(Retold retold, Exchange exchange, Message message, Outcome outcome) {
      Set<Mark> marks = outcome.ruling().marks();
      memory.passed(exchange, message, marks);
      if (message instanceof Message.Request request) {
        Optional<String> tool =
            request.params() instanceof Params.ToolCall call
                ? Optional.of(call.name())
                : Optional.empty();
        Set<Mark.Labelled> labels = new HashSet<>();
        for (Mark mark : marks) {
          if (mark instanceof Mark.Labelled labelled) {
            labels.add(labelled);
          }
        }
        waiting.put(key(retold.entry(), false), new Asked(request.method(), tool, labels));
      }
    }

    /** That there was an answer is known, and what the policy says of any answer to that. */
    private void answer(Retold retold) {
      AuditEntry entry = retold.entry();
      Asked asked = waiting.remove(key(entry, true));
      if (asked == null
          || !retold.passed()
          || !entry.text("message").equals("result")
          || !(Reader.read(Bytes.utf8("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"), false)
              instanceof Reading.Single single)) {
        return;
      }
      Direction direction =
          entry.text("direction").equals("inbound") ? Direction.INBOUND : Direction.OUTBOUND;
      Situation situation =
          new Situation(
              session.authenticated().isEmpty() ? entry.agent() : session.authenticated(),
              entry.text("server"),
              direction,
              Optional.of(asked),
              single.message(),
              Past.NOTHING);
      Exchange exchange = exchange(entry, situation, Optional.of(asked));
      Set<Mark> marks = new HashSet<>(trial.judge(exchange, single.message()).ruling().marks());
      marks.addAll(asked.labels());
      memory.passed(exchange, single.message(), marks);
    }

    private static String key(AuditEntry entry, boolean answers) {
      boolean inbound = entry.text("direction").equals("inbound");
      return (inbound == answers ? "server " : "client ") + Quote.of(entry.text("id"));
    }
  }

  private static Era era(AuditEntry entry) {
    String wire =
        entry.document().root().member("agent").flatMap(a -> a.memberText("era")).orElse("");
    for (Era era : Era.values()) {
      if (era.wire().equals(wire)) {
        return era;
      }
    }
    return Era.UNKNOWN;
  }

  /** Of two refusals the one of the earlier stage is named. */
  private static boolean precedesLimits(Outcome outcome) {
    return outcome.effect() == Effect.DENY
        && outcome.ruling().basis().filter(basis -> basis.stage().equals("agents")).isPresent();
  }

  /** What passes names no rule by itself; the one that let it pass is worth knowing. */
  private String rule(Exchange exchange, Message message, Outcome outcome) {
    return outcome.rule().isEmpty() && outcome.effect() == Effect.ALLOW
        ? trial.examine(exchange, message).policy().decision().reasons().stream()
            .filter(reason -> reason.effect() == Effect.ALLOW)
            .map(reason -> reason.rule().value())
            .findFirst()
            .orElse("")
        : outcome.rule();
  }
}
