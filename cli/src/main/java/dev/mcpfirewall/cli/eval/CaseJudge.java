// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Finding;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Puts a case into its message and before the policy, as the first message of a session. */
final class CaseJudge {
  private final Bench bench;
  private final int rounds;

  /**
   * Under this policy.
   *
   * @param rounds how often each case is timed
   */
  CaseJudge(Bench bench, int rounds) {
    this.bench = bench;
    this.rounds = rounds;
  }

  Seen judge(CorpusCase one) {
    Staged staged = Staged.of(one);
    Optional<Message> message = Bench.read(staged.frame());
    Seen.Timing timing = new Seen.Timing(staged.frame().length(), median(staged));
    if (message.isEmpty()) {
      return new Seen(
          one, List.of("protocol"), one.isPositive(), Effect.DENY, Seen.Spans.NONE, timing);
    }
    Ruling ruling = bench.pipeline(staged.direction()).judge(exchange(staged), message.get());
    TreeSet<String> rules = new TreeSet<>();
    ruling.findings().forEach(finding -> rules.add(finding.rule().value()));
    ruling.basis().ifPresent(basis -> rules.add(basis.rule().value()));
    Scoring scoring = Scoring.of(one.folder());
    List<Span> places = merged(ruling.findings(), scoring);
    List<Span> expected = expected(one, staged);
    boolean found =
        expected.isEmpty()
            ? rules.stream().anyMatch(scoring::counts)
            : expected.stream().anyMatch(span -> places.stream().anyMatch(span::overlaps));
    return new Seen(
        one, List.copyOf(rules), found, ruling.effect(), compared(expected, places), timing);
  }

  private Exchange exchange(Staged staged) {
    return bench.exchange(staged.direction(), staged.asked(), History.EMPTY);
  }

  private static List<Span> expected(CorpusCase one, Staged staged) {
    return one.text().stream()
        .flatMap(text -> one.expected().stream().map(span -> staged.inFrame(text, span)))
        .toList();
  }

  /** What would be cut out: findings that overlap are one. */
  private static List<Span> merged(List<Finding> findings, Scoring scoring) {
    List<Span> merged = new ArrayList<>();
    findings.stream()
        .filter(finding -> scoring.counts(finding.rule().value()))
        .map(Finding::span)
        .sorted()
        .forEach(span -> {
          if (!merged.isEmpty() && merged.getLast().overlaps(span)) {
            Span last = merged.removeLast();
            merged.add(new Span(last.start(), Math.max(last.end(), span.end())));
          } else {
            merged.add(span);
          }
        });
    return merged;
  }

  private static Seen.Spans compared(List<Span> expected, List<Span> places) {
    int covered = 0;
    int exact = 0;
    for (Span span : expected) {
      covered += places.stream().anyMatch(place -> place.contains(span)) ? 1 : 0;
      exact += places.contains(span) ? 1 : 0;
    }
    return new Seen.Spans(expected.size(), covered, exact);
  }

  /** Time to read the frame and decide the message, which has been done before, in nanoseconds. */
  private long median(Staged staged) {
    if (rounds == 0) {
      return -1;
    }
    long[] nanos = new long[rounds];
    for (int round = -1; round < rounds; round++) {
      Exchange exchange = exchange(staged);
      long start = System.nanoTime();
      Bench.read(staged.frame())
          .ifPresent(message -> bench.pipeline(staged.direction()).judge(exchange, message));
      nanos[Math.max(0, round)] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[rounds / 2];
  }
}
