// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.Explanation;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.compile.Extensions;
import dev.mcpfirewall.policy.compile.Phrases;
import dev.mcpfirewall.policy.compile.PolicyCompiler;
import dev.mcpfirewall.policy.compile.PolicyCompiler.Compiled;
import dev.mcpfirewall.policy.place.Dissection;
import dev.mcpfirewall.policy.place.Places;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.rego.Query;
import dev.mcpfirewall.rego.Settings;
import dev.mcpfirewall.rego.Tracer;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** Decides by asking the Rego made of the books, once for a message. */
final class RegoEngine implements PolicyEngine {
  /** Larger messages have a larger budget: to look at them is work. */
  private static final long ORDINARY = 64 << 10;

  private static final int STEPS_PER_BYTE = 8;

  private final PolicyRevision revision;
  private final Query query;
  private final Explainer explainer;
  private final boolean asksForTime;

  private RegoEngine(Compiled compiled, Query query, PolicyRevision revision) {
    this.revision = revision;
    this.query = query;
    this.explainer = new Explainer(compiled.modules());
    this.asksForTime = !compiled.extensions().modules().isEmpty();
  }

  static PolicyEngine of(
      List<Rulebook> books, PolicyRevision revision, Site site, Dissection dissection) {
    Compiled compiled = PolicyCompiler.compile(books, site.allowDomains());
    Places places = new Places(site.roots(), dissection);
    try {
      Query query =
          Loading.policy(compiled, books.getFirst().extension(), places)
              .query(PolicyCompiler.ENTRY);
      return new RegoEngine(compiled, query, revision);
    } catch (RegoException e) {
      List<Problem> problems = e.errors().stream().map(Extensions::problem).distinct().toList();
      throw new ConfigException(problems);
    }
  }

  @Override
  public Decision decide(PolicyInput input) {
    return decide(input, settings(input));
  }

  // Whatever goes wrong in here, the message must not pass for it.
  @SuppressWarnings("CatchingUnchecked")
  private Decision decide(PolicyInput input, Settings settings) {
    try {
      Value answer = query.value(InputReader.read(input), settings).orElse(ObjectValue.EMPTY);
      return DecisionReader.read(answer);
    } catch (RegoException e) {
      return failed(e.errors().getFirst());
    } catch (IllegalArgumentException e) {
      return refused(String.valueOf(e.getMessage()), "");
    } catch (RuntimeException | StackOverflowError e) {
      System.getLogger(RegoEngine.class.getName())
          .log(System.Logger.Level.ERROR, "policy failed: " + e.getClass().getName());
      return refused("the policy failed", "");
    }
  }

  private Settings settings(PolicyInput input) {
    boolean large = input.what().size() > ORDINARY;
    if (!large && !asksForTime) {
      return Settings.DEFAULT;
    }
    Settings settings = Settings.DEFAULT.clock(Clock.fixed(input.now(), ZoneOffset.UTC));
    return large
        ? settings.limits(
            Loading.LIMITS.steps(Loading.LIMITS.steps() + STEPS_PER_BYTE * input.what().size()))
        : settings;
  }

  /** The message of an error may hold what was in the input: only its kind and place are told. */
  private static Decision failed(RegoError error) {
    String at = error.at().equals(Location.NONE) ? "" : error.at().toString();
    String what =
        switch (error.code()) {
          case EVAL_LIMIT, EVAL_CANCEL -> "the policy took more than it may take for one message";
          case EVAL_CONFLICT -> "two rules of the policy contradict each other";
          default -> "the policy failed with `" + error.code() + "`";
        };
    return refused(at.isEmpty() ? what : what + ", at " + at, at);
  }

  private static Decision refused(String message, String at) {
    return new Decision(
        List.of(
            new Decision.Reason(
                PolicyStage.REGO,
                new RuleId(Phrases.ERROR),
                Effect.DENY,
                false,
                message,
                at,
                new Decision.Redaction.None())),
        Set.of());
  }

  @Override
  public Explanation explain(PolicyInput input) {
    Decision decision = decide(input);
    Explainer.Trace trace = explainer.trace();
    Settings traced =
        settings(input).tracer((Tracer) trace).limits(Loading.LIMITS.steps(Long.MAX_VALUE));
    decide(input, traced);
    return new Explanation(decision, explainer.tried(trace, input));
  }

  @Override
  public PolicyRevision revision() {
    return revision;
  }
}
