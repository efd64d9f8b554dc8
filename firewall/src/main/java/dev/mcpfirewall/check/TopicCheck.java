// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.decision.Finding;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Verdict;
import dev.mcpfirewall.detect.Match;
import dev.mcpfirewall.detect.Topic;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Check;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.policy.CheckAction;
import java.util.Comparator;
import java.util.List;

/**
 * Reacts to what the detectors find on one topic.
 *
 * <p>Posture: both sides; linear in the message; false positives are the detector's, and what the
 * policy exempts is exempt.
 */
public final class TopicCheck implements Check {
  /** More findings of one check in one message say nothing new; every match is still acted on. */
  private static final int MOST_FINDINGS = 64;

  private final Topic topic;
  private final Reaction reaction;
  private final Scan scan;

  /**
   * A check of one topic.
   *
   * @param scan shared with the other checks of the pipeline
   */
  public TopicCheck(Topic topic, Reaction reaction, Scan scan) {
    this.topic = topic;
    this.reaction = reaction;
    this.scan = scan;
  }

  @Override
  public Verdict check(Exchange exchange, Message message) {
    List<Scan.Hit> all = scan.of(exchange, message);
    if (all.isEmpty()) {
      return Verdict.Allow.PLAIN;
    }
    List<Scan.Hit> hits = all.stream().filter(hit -> concerns(hit.match())).toList();
    if (hits.isEmpty()) {
      return Verdict.Allow.PLAIN;
    }
    List<Span> concealed = conceals() ? hits.stream().map(Scan.Hit::span).toList() : List.of();
    CheckAction action = reaction.to(exchange.direction());
    List<Scan.Hit> decisive =
        hits.stream().filter(hit -> hit.severity().compareTo(reaction.least()) >= 0).toList();
    List<Finding> findings = action == CheckAction.OFF ? List.of() : findings(hits);
    if (decisive.isEmpty() || action == CheckAction.OFF || action == CheckAction.ALERT) {
      return new Verdict.Allow(findings, concealed);
    }
    RuleId rule = worst(decisive);
    if (action == CheckAction.APPROVE) {
      return new Verdict.Hold(rule, reason(), findings, concealed);
    }
    return action == CheckAction.REDACT && Cuts.areCuttable(decisive)
        ? new Verdict.Redact(rule, reason(), Cuts.of(decisive), findings)
        : new Verdict.Deny(rule, reason(), findings, concealed);
  }

  private boolean concerns(Match match) {
    return match.rule().topic() == topic;
  }

  /** Whether what is found must not stand in the record, even where the check does nothing else. */
  private boolean conceals() {
    return topic == Topic.SECRET || topic == Topic.PII;
  }

  private static List<Finding> findings(List<Scan.Hit> hits) {
    return hits.stream()
        .limit(MOST_FINDINGS)
        .map(hit ->
            new Finding(
                new RuleId(hit.match().rule().id()),
                hit.severity(),
                hit.surface().value().pointer(),
                hit.span()))
        .toList();
  }

  private static RuleId worst(List<Scan.Hit> hits) {
    return hits.stream()
        .max(Comparator.comparing(Scan.Hit::severity))
        .map(hit -> new RuleId(hit.match().rule().id()))
        .orElseThrow();
  }

  private String reason() {
    return switch (topic) {
      case INJECTION -> "text in it tries to give the model orders";
      case SMUGGLING -> "it hides text from the eye";
      case SECRET -> "it carries a secret";
      case PII -> "it carries personal data";
      case PATH -> "it names a protected file";
      case COMMAND -> "it runs a dangerous command";
      case EGRESS -> "it leads to an address that is off limits";
    };
  }
}
