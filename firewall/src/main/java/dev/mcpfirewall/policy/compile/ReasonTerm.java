// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.compile.Page.Origin;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.Label;
import java.util.List;
import java.util.Optional;

/**
 * A reason as an object of Rego. Without anything that varies it is a constant, which costs a
 * decision nothing.
 *
 * @param effect {@code allow}, {@code redact}, {@code hold} or {@code deny}
 * @param more further members, as text
 */
record ReasonTerm(Origin origin, String effect, String message, String more) {
  static ReasonTerm of(
      PolicyStage stage, String rule, Action action, Optional<String> message, Position at) {
    String name = rule.substring(rule.indexOf('.') + 1);
    String alert = action == Action.ALERT ? ", \"alert\": true" : "";
    return new ReasonTerm(
        new Origin(stage, rule, at.toString()),
        effect(action),
        message.orElseGet(() -> sentence(stage, name, action)),
        alert);
  }

  private static String effect(Action action) {
    return switch (action) {
      case ALLOW, ALERT -> "allow";
      case REDACT -> "redact";
      case APPROVE -> "hold";
      case DENY -> "deny";
    };
  }

  private static String sentence(PolicyStage stage, String name, Action action) {
    String what =
        switch (stage) {
              case CHAINS -> "chain";
              case FLOWS -> "flow";
              case AGENTS, RATE_LIMITS, TOOLS, RULES, REGO, DEFAULT -> "rule";
            }
            + " `"
            + name
            + "` of the policy ";
    return what
        + switch (action) {
          case ALLOW -> "lets it pass";
          case ALERT -> "notes it";
          case REDACT -> "takes a part out";
          case APPROVE -> "wants a person to decide";
          case DENY -> "refuses it";
        };
  }

  ReasonTerm labels(List<Label> labels) {
    return labels.isEmpty()
        ? this
        : with(", \"labels\": " + Terms.array(labels.stream().map(Label::name).toList()));
  }

  ReasonTerm with(String members) {
    return new ReasonTerm(origin, effect, message, more + members);
  }

  String term() {
    return "{\"stage\": "
        + Terms.text(origin.stage().wire())
        + ", \"rule\": "
        + Terms.text(origin.rule())
        + ", \"effect\": "
        + Terms.text(effect)
        + ", \"message\": "
        + Terms.text(message)
        + ", \"at\": "
        + Terms.text(origin.at())
        + more
        + "}";
  }
}
