// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.Decision.Reason;
import dev.mcpfirewall.policy.Decision.Redaction;
import dev.mcpfirewall.policy.Explanation;
import dev.mcpfirewall.policy.Explanation.Tried;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.PolicyInput.Exceeded;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.ToolRules;
import dev.mcpfirewall.policy.ToolRules.Standing;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.compile.Phrases;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides by {@code default}, {@code servers.*.tools} and the rate limits alone, as the Rego made
 * of the same books would.
 */
final class PlainEngine implements PolicyEngine {
  private final List<ToolRules> books;
  private final PolicyRevision revision;

  PlainEngine(List<Rulebook> books, PolicyRevision revision) {
    this.books = books.stream().map(book -> new ToolRules(List.of(book.tools()))).toList();
    this.revision = revision;
  }

  @Override
  public Decision decide(PolicyInput input) {
    PolicyInput.Subject what = input.what();
    List<Reason> reasons = new ArrayList<>(0);
    for (Exceeded exceeded : input.memory().exceeded()) {
      reasons.add(tooOften(exceeded));
    }
    if (!what.answer()) {
      for (ToolRules book : books) {
        if (what.tool().isPresent()) {
          ofTool(book.standingOf(input.server(), what.tool().get().name()), reasons::add);
        }
      }
      for (ToolRules book : books) {
        byDefault(book, input).ifPresent(reasons::add);
      }
    }
    return reasons.isEmpty() ? Decision.PASS : new Decision(Reasons.inOrder(reasons), Set.of());
  }

  private static Reason tooOften(Exceeded exceeded) {
    return reason(
        PolicyStage.RATE_LIMITS,
        Reasons.rateLimit(exceeded.limit()),
        Effect.DENY,
        Phrases.tooOften(exceeded.limit(), exceeded.retryAfterMillis()),
        exceeded.at());
  }

  private static void ofTool(Standing standing, java.util.function.Consumer<Reason> said) {
    if (standing.at().isPresent()) {
      String at = standing.at().get().toString();
      stated(standing.state(), PolicyStage.TOOLS, Phrases.TOOL_DISABLED, Phrases.TOOL_REFUSED, at)
          .ifPresent(said);
    }
  }

  private static Optional<Reason> byDefault(ToolRules book, PolicyInput input) {
    PolicyInput.Subject what = input.what();
    String refusal = what.tool().isPresent() ? Phrases.TOOL_REFUSED : Phrases.NOT_ALLOWED;
    boolean asked =
        what.tool().isPresent()
            ? book.standingOf(input.server(), what.tool().get().name()).at().isEmpty()
            : what.acts();
    return asked
        ? stated(book.defaultOf(input.server()), PolicyStage.DEFAULT, Phrases.DEFAULT, refusal, "")
        : Optional.empty();
  }

  private static Optional<Reason> stated(
      ToolState state, PolicyStage stage, String rule, String refusal, String at) {
    return switch (state) {
      case ENABLED -> Optional.empty();
      case APPROVAL ->
          Optional.of(
              reason(stage, Phrases.NEEDS_APPROVAL, Effect.HOLD, Phrases.PERSON_DECIDES, at));
      case DISABLED -> Optional.of(reason(stage, rule, Effect.DENY, refusal, at));
    };
  }

  private static Reason reason(
      PolicyStage stage, String rule, Effect effect, String message, String at) {
    return new Reason(stage, new RuleId(rule), effect, false, message, at, new Redaction.None());
  }

  @Override
  public Explanation explain(PolicyInput input) {
    Decision decision = decide(input);
    List<Tried> tried =
        decision.reasons().stream()
            .map(r -> new Tried(r.stage(), r.rule().value(), r.at(), true, ""))
            .toList();
    return new Explanation(decision, tried);
  }

  @Override
  public PolicyRevision revision() {
    return revision;
  }
}
