// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Finding;
import dev.mcpfirewall.decision.Severity;
import dev.mcpfirewall.decision.Verdict;
import dev.mcpfirewall.json.Edit;
import dev.mcpfirewall.json.Pointer;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Check;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.Decision.Reason;
import dev.mcpfirewall.policy.PolicyStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One part of the policy: what its rules say of the message, so that the record names the part.
 *
 * <p>Posture: both sides; the policy is asked once for all its parts, within the engine's budget;
 * what is wrong with it is its author's.
 */
public final class PolicyCheck implements Check {
  /** An alert is about the whole message, and conceals no part of it. */
  private static final Span NOWHERE = new Span(0, 0);

  private final PolicyStage stage;
  private final PolicyDecision decision;
  private final Redactions redactions;

  /**
   * The part {@code stage}.
   *
   * @param decision shared with the other parts
   * @param scan shared with the other checks
   */
  public PolicyCheck(PolicyStage stage, PolicyDecision decision, Scan scan) {
    this.stage = stage;
    this.decision = decision;
    this.redactions = new Redactions(scan);
  }

  @Override
  public Verdict check(Exchange exchange, Message message) {
    Decision all = decision.of(exchange, message);
    if (all.reasons().isEmpty()) {
      return Verdict.Allow.PLAIN;
    }
    List<Reason> reasons =
        all.reasons().stream().filter(reason -> reason.stage() == stage).toList();
    return reasons.isEmpty() ? Verdict.Allow.PLAIN : verdict(reasons, exchange, message);
  }

  private Verdict verdict(List<Reason> reasons, Exchange exchange, Message message) {
    List<Reason> refusing = new ArrayList<>(0);
    List<Edit> edits = new ArrayList<>(0);
    for (Reason reason : reasons) {
      Optional<List<Edit>> cuts =
          reason.effect() == Effect.REDACT
              ? redactions.of(reason, exchange, message)
              : Optional.empty();
      cuts.ifPresent(edits::addAll);
      // What should not be seen and can't be cut does not pass at all.
      if (reason.effect() == Effect.DENY || reason.effect() == Effect.REDACT && cuts.isEmpty()) {
        refusing.add(reason);
      }
    }
    List<Finding> findings = alerts(reasons);
    List<Span> concealed = edits.stream().map(Edit::at).toList();
    if (!refusing.isEmpty()) {
      Reason why = refusing.getFirst();
      return new Verdict.Deny(why.rule(), why.message(), findings, concealed, retry());
    }
    return first(reasons, Effect.HOLD)
        .<Verdict>map(why -> new Verdict.Hold(why.rule(), why.message(), findings, concealed))
        .or(() ->
            first(reasons, Effect.REDACT)
                .map(why -> new Verdict.Redact(why.rule(), why.message(), edits, findings)))
        .orElseGet(() -> new Verdict.Allow(findings, List.of()));
  }

  private static Optional<Reason> first(List<Reason> reasons, Effect effect) {
    return reasons.stream().filter(reason -> reason.effect() == effect).findFirst();
  }

  private static List<Finding> alerts(List<Reason> reasons) {
    return reasons.stream()
        .filter(Reason::alert)
        .map(reason -> new Finding(reason.rule(), Severity.INFO, Pointer.ROOT, NOWHERE))
        .distinct()
        .toList();
  }

  /** After how long the same call would be within all limits that it is beyond now. */
  private Optional<Duration> retry() {
    return switch (stage) {
      case RATE_LIMITS ->
          decision.exceeded().stream()
              .map(limit -> Duration.ofMillis(limit.retryAfterMillis()))
              .max(Comparator.naturalOrder());
      case AGENTS, TOOLS, RULES, REGO, CHAINS, FLOWS, DEFAULT -> Optional.empty();
    };
  }
}
