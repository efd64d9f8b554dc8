// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy;

import dev.mcpfirewall.Firewall.Examination;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.JsonObject;
import dev.mcpfirewall.cli.policy.trial.Outcome;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Finding;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.pipeline.Pipeline;
import dev.mcpfirewall.policy.Decision.Reason;
import dev.mcpfirewall.policy.Explanation.Tried;
import java.util.List;
import java.util.Optional;

/** Why a message is decided as it is, for a person or for a program. */
record ExplainText(Desk desk, Outcome outcome, Examination examined) {
  void tell() {
    line("decision", painted(outcome.effect(), outcome.effect().wire()));
    if (!outcome.rule().isEmpty()) {
      line("rule", outcome.rule() + at().map(place -> " (" + place + ")").orElse(""));
      line("reason", outcome.reason());
    }
    desk.out().println();
    for (Pipeline.Part part : examined.parts()) {
      List<Tried> tried = tried(part.stage());
      boolean silent = part.stage().equals("marks");
      if (!silent) {
        stage(part);
      }
      tried.forEach(this::rule);
    }
  }

  /** Where the rule that decided stands. */
  private Optional<String> at() {
    return examined.policy().decision().reasons().stream()
        .filter(reason -> reason.rule().value().equals(outcome.rule()))
        .map(Reason::at)
        .filter(place -> !place.isEmpty())
        .map(desk::shown)
        .findFirst();
  }

  private List<Tried> tried(String stage) {
    return examined.policy().tried().stream()
        .filter(one -> one.stage().wire().equals(stage))
        .toList();
  }

  private void line(String name, String value) {
    desk.out().println(desk.quiet(String.format("%-9s", name)) + " " + value);
  }

  private void stage(Pipeline.Part part) {
    Ruling ruling = part.ruling();
    String why =
        ruling.basis().map(basis -> "  " + basis.rule() + ": " + basis.reason()).orElse("");
    String seen =
        ruling.basis().isEmpty() && !ruling.findings().isEmpty()
            ? "  noted: " + ruling.findings().getFirst().rule()
            : "";
    desk.out()
        .println(
            String.format("%-12s ", part.stage())
                + painted(ruling.effect(), ruling.effect().wire())
                + why
                + seen);
  }

  private void rule(Tried tried) {
    String place = tried.at().isEmpty() ? "" : desk.quiet(" (" + desk.shown(tried.at()) + ")");
    String said = tried.matched() ? "matched" : "no: " + tried.why();
    desk.out().println((tried.matched() ? "  + " : "  - ") + tried.rule() + place + "  " + said);
  }

  private String painted(Effect effect, String text) {
    return switch (effect) {
      case ALLOW -> desk.good(text);
      case REDACT, HOLD, DENY -> desk.bad(text);
    };
  }

  void json() {
    desk.out()
        .println(
            new JsonObject()
                .text("decision", outcome.effect().wire())
                .some("rule", outcome.rule())
                .some("at", at().orElse(""))
                .some("reason", outcome.reason())
                .array("stages", examined.parts().stream().map(ExplainText::json).toList())
                .array("tried", examined.policy().tried().stream().map(this::json).toList()));
  }

  private static String json(Pipeline.Part part) {
    Ruling ruling = part.ruling();
    return new JsonObject()
        .text("stage", part.stage())
        .text("decision", ruling.effect().wire())
        .some("rule", ruling.basis().map(basis -> basis.rule().value()).orElse(""))
        .some("reason", ruling.basis().map(basis -> basis.reason()).orElse(""))
        .texts(
            "findings",
            ruling.findings().stream().map(Finding::rule).map(Object::toString).distinct().toList())
        .toString();
  }

  private String json(Tried tried) {
    return new JsonObject()
        .text("stage", tried.stage().wire())
        .text("rule", tried.rule())
        .some("at", desk.shown(tried.at()))
        .flag("matched", tried.matched())
        .some("why", tried.why())
        .toString();
  }
}
