// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.cli.Surroundings.Paint;
import dev.mcpfirewall.decision.Basis;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Finding;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.json.Splice;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyMode;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A ruling, for a person or for a program.
 *
 * @param json whether a program reads it
 */
record RulingText(Surroundings here, LoadedPolicy loaded, boolean json) {
  void print(Message message, Ruling ruling) {
    if (json) {
      here.out().println(asJson(message, ruling));
    } else {
      tell(message, ruling);
    }
  }

  private void tell(Message message, Ruling ruling) {
    Paint paint =
        switch (ruling.effect()) {
          case ALLOW -> Paint.GOOD;
          case REDACT, HOLD -> Paint.DOUBTFUL;
          case DENY -> Paint.BAD;
        };
    line("decision", here.paint(paint, ruling.effect().wire()));
    ruling
        .basis()
        .ifPresent(basis -> {
          line("stage", basis.stage());
          line("rule", basis.rule().value());
          line("reason", basis.reason());
        });
    for (Finding finding : ruling.findings()) {
      line("finding", words(finding));
    }
    redacted(message, ruling).ifPresent(text -> line("becomes", Printable.of(text)));
    if (loaded.policy().mode() == PolicyMode.MONITOR && ruling.effect() != Effect.ALLOW) {
      line("note", "the mode is `monitor`: it would be recorded so, and pass unchanged");
    }
  }

  private void line(String name, String value) {
    here.out().println(here.paint(Paint.QUIET, String.format("%-9s", name)) + " " + value);
  }

  private static String words(Finding finding) {
    String place = finding.at().rfc6901();
    return finding.rule().value()
        + " ("
        + finding.severity().wire()
        + ") at "
        + (place.isEmpty() ? "the message" : Printable.of(place));
  }

  private static Optional<String> redacted(Message message, Ruling ruling) {
    return ruling.effect() == Effect.REDACT
        ? Optional.of(Splice.apply(message.raw(), ruling.edits()).utf8())
        : Optional.empty();
  }

  private String asJson(Message message, Ruling ruling) {
    StringBuilder out = new StringBuilder("{\"decision\":");
    out.append(Quote.of(ruling.effect().wire()));
    ruling.basis().ifPresent(basis -> append(out, basis));
    out.append(
        ruling.findings().stream()
            .map(RulingText::json)
            .collect(Collectors.joining(",", ",\"findings\":[", "]")));
    redacted(message, ruling).ifPresent(text -> out.append(",\"becomes\":").append(text));
    out.append(",\"mode\":").append(Quote.of(loaded.policy().mode().word()));
    out.append(",\"policy\":").append(Quote.of(loaded.revision().digest()));
    return out.append('}').toString();
  }

  private static void append(StringBuilder out, Basis basis) {
    out.append(",\"stage\":").append(Quote.of(basis.stage()));
    out.append(",\"rule\":").append(Quote.of(basis.rule().value()));
    out.append(",\"reason\":").append(Quote.of(basis.reason()));
  }

  private static String json(Finding finding) {
    return "{\"rule\":"
        + Quote.of(finding.rule().value())
        + ",\"severity\":"
        + Quote.of(finding.severity().wire())
        + ",\"pointer\":"
        + Quote.of(finding.at().rfc6901())
        + ",\"start\":"
        + finding.span().start()
        + ",\"end\":"
        + finding.span().end()
        + "}";
  }
}
