// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.history.SessionMemory;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.Pipeline;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plays a chain of calls as one session: what passes is remembered, what does not never reached the
 * server, and the client goes on with its next call.
 */
final class ChainJudge {
  private static final Set<String> STAGES = Set.of("chains", "flows");
  private static final String NOTHING = "done";

  private final Bench bench;

  ChainJudge(Bench bench) {
    this.bench = bench;
  }

  Seen judge(CorpusCase one) {
    List<Value> calls =
        one.message().flatMap(message -> message.member("calls")).stream()
            .flatMap(all -> all.elements().stream())
            .toList();
    Session session = new Session(bench.memory());
    calls.forEach(session::play);
    boolean found = session.rules.stream().anyMatch(Scoring.CHAINS::counts);
    return new Seen(
        one,
        List.copyOf(session.rules),
        found,
        session.effect,
        Seen.Spans.NONE,
        new Seen.Timing(session.bytes, -1));
  }

  private final class Session {
    private final SessionMemory memory;
    private final TreeSet<String> rules = new TreeSet<>();
    private Effect effect = Effect.ALLOW;
    private int bytes;

    Session(SessionMemory memory) {
      this.memory = memory;
    }

    void play(Value call) {
      Optional<Set<Mark.Labelled>> labels = pass(Staged.call(Staged.params(call)), Set.of());
      String tool = call.memberText("name").orElse("");
      String text = call.memberText("result_text").orElse(NOTHING);
      labels.ifPresent(of -> {
        Staged result = Staged.result(text);
        Asked asked = new Asked("tools/call", Optional.of(tool), of);
        pass(new Staged(result.direction(), Optional.of(asked), result.frame(), 0), of);
      });
    }

    /** What the result of a message is labelled as, if the message passes. */
    private Optional<Set<Mark.Labelled>> pass(Staged staged, Set<Mark.Labelled> before) {
      bytes += staged.frame().length();
      Optional<Message> message = Bench.read(staged.frame());
      if (message.isEmpty()) {
        return Optional.empty();
      }
      Exchange exchange = bench.exchange(staged.direction(), staged.asked(), memory);
      Ruling ruling = ruling(staged, exchange, message.get());
      effect = effect.strictest(ruling.effect());
      if (ruling.effect().compareTo(Effect.HOLD) >= 0) {
        return Optional.empty();
      }
      Set<Mark> marks = new HashSet<>(ruling.marks());
      marks.addAll(before);
      memory.passed(exchange, message.get(), marks);
      Set<Mark.Labelled> labels = new HashSet<>();
      for (Mark mark : marks) {
        if (mark instanceof Mark.Labelled labelled) {
          labels.add(labelled);
        }
      }
      return Optional.of(labels);
    }

    /** All stages together; each is asked by itself, as only the strictest is named otherwise. */
    private Ruling ruling(Staged staged, Exchange exchange, Message message) {
      Ruling ruling = Ruling.PASS;
      for (Pipeline.Part part : bench.pipeline(staged.direction()).parts(exchange, message)) {
        ruling = ruling.join(part.ruling());
        part.ruling().findings().forEach(finding -> rules.add(finding.rule().value()));
        part.ruling().basis().ifPresent(basis -> rules.add(name(part, basis.rule().value())));
      }
      return ruling;
    }

    private static String name(Pipeline.Part part, String rule) {
      return STAGES.contains(part.stage()) && !Scoring.CHAINS.counts(rule)
          ? part.stage() + "." + rule
          : rule;
    }
  }
}
