// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Flow;
import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Rulebook.Sequences;

/** {@code chains:} and {@code flows:}. */
record SequenceLines(Sequences sequences, int book, MatchBody matches, Page page) {
  void write() {
    sequences.chains().forEach(this::chain);
    if (!sequences.chains().isEmpty()) {
      page.comment("What the session remembers of this call.");
      page.block("marks contains step if some step in steps");
    }
    sequences.flows().forEach(this::flow);
    if (sequences.flows().stream().anyMatch(f -> f.forbid() instanceof Flow.Forbidden.Egress)) {
      egress();
    }
  }

  /** Another book's chain of the same name is another chain. */
  private String remembered(Chain chain) {
    return book == 0 ? chain.name() : "b" + book + ":" + chain.name();
  }

  private String step(Chain chain, int step) {
    return "{\"chain\": "
        + Terms.text(remembered(chain))
        + ", \"step\": "
        + step
        + ", \"within_ms\": "
        + chain.within().toMillis()
        + "}";
  }

  private void chain(Chain chain) {
    String rule = "chains." + chain.name();
    boolean lets = chain.action().lets();
    int last = chain.steps().size();
    for (int i = 1; i <= last; i++) {
      Chain.Step step = chain.steps().get(i - 1);
      matches.begin();
      Body body = matches.scope(step.scope(), lets);
      body.and("lib.acting", "it is no call");
      if (step.scope().method().isEmpty()) {
        body.and("lib.call", "it is no call");
      }
      body.and(matches.arguments(step.arguments(), lets));
      page.comment(rule + ", step " + i + ", " + step.at());
      page.helper("steps contains " + step(chain, i), body);
    }
    Body body =
        new Body()
            .and(step(chain, last) + " in steps", "it is not the last of the `steps`")
            .and(
                Terms.member("input.session.reached", remembered(chain)) + " >= " + (last - 1),
                "the `steps` before it have not been done in time");
    ReasonTerm reason =
        ReasonTerm.of(PolicyStage.CHAINS, rule, chain.action(), chain.message(), chain.at());
    page.rule(reason.origin(), "reasons contains " + reason.term(), body);
  }

  private void flow(Flow flow) {
    matches.begin();
    Body body = new Body();
    for (Label label : flow.when()) {
      body.and(
          Terms.text(label.name()) + " in input.labels", "the session has seen no `" + label + "`");
    }
    body.and("lib.acting", "it is no call");
    switch (flow.forbid()) {
      case Flow.Forbidden.Egress e -> body.and("egress", "it carries nothing out");
      case Flow.Forbidden.Calls calls -> {
        body.and(matches.scope(calls.scope(), flow.action().lets()));
      }
    }
    ReasonTerm reason =
        ReasonTerm.of(
            PolicyStage.FLOWS, "flows." + flow.name(), flow.action(), flow.message(), flow.at());
    page.rule(reason.origin(), "reasons contains " + reason.term(), body);
  }

  private void egress() {
    page.comment("What carries data out: by its label, by what its server says, by whom it names.");
    page.block("egress if \"egress\" in site.labels");
    page.helper("egress", new Body().and("input.tool.annotations.openWorldHint == true"));
    page.helper(
        "egress",
        new Body().and("not closed").and("some host in lib.hosts").and("not site.allowed(host)"));
    page.comment("A trusted server is believed that it reaches nobody.");
    page.block("closed if {", "\ttrusted", "\tinput.tool.annotations.openWorldHint == false", "}");
    page.block("default trusted := false");
  }
}
