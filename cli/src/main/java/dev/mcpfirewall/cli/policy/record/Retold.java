// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.record;

import dev.mcpfirewall.audit.AuditEntry;
import dev.mcpfirewall.cli.policy.trial.Situation;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.pipeline.Asked;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A recorded message as it may have been.
 *
 * @param situation the message; of one that is doubted, what the log has of it; empty where that is
 *     nothing
 * @param doubts why it may have been another; empty if it is known
 */
public record Retold(AuditEntry entry, Optional<Situation> situation, Set<Doubt> doubts) {
  private static final String CONCEALED = "[REDACTED]";
  private static final int LONGEST_NAME = 256;

  public Retold {
    doubts = Set.copyOf(doubts);
  }

  /**
   * A line that records a decision.
   *
   * @param agent the name that counted
   */
  public static Retold of(AuditEntry entry, String agent) {
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    String kind = entry.text("message");
    if (kind.equals("result") || kind.equals("error")) {
      return new Retold(entry, Optional.empty(), EnumSet.of(Doubt.ANSWER));
    }
    if (entry.text("stage").equals("protocol") || kind.equals("malformed")) {
      return new Retold(entry, Optional.empty(), EnumSet.of(Doubt.PROTOCOL));
    }
    if (entry.text("stage").equals("kill-switch")) {
      doubts.add(Doubt.KILLED);
    }
    name(entry.text("tool"), doubts);
    name(entry.text("method"), doubts);
    name(agent, doubts);
    entry.document().root().member("arguments").ifPresent(value -> value(value, doubts));
    if (!entry.json("arguments_digest").isEmpty() || !entry.json("arguments_size").isEmpty()) {
      doubts.add(Doubt.CUT);
    }
    Optional<Situation> situation = situation(entry, agent);
    if (situation.isEmpty()) {
      doubts.add(Doubt.BROKEN);
    }
    return new Retold(entry, situation, doubts);
  }

  /** Whether the message is known to have been just this. */
  public boolean isSure() {
    return doubts.isEmpty() && situation.isPresent();
  }

  /** What was decided about it. */
  public Optional<Effect> decided() {
    for (Effect effect : Effect.values()) {
      if (effect.wire().equals(entry.text("decision"))) {
        return Optional.of(effect);
      }
    }
    return Optional.empty();
  }

  /** Whether the message went on, whatever was decided about it. */
  public boolean passed() {
    String enforced = entry.text("enforced");
    return enforced.equals("forwarded") || enforced.equals("redacted");
  }

  /** Whether a text of the log is not what was sent. */
  public static Optional<Doubt> doubt(String text) {
    if (text.contains(CONCEALED)) {
      return Optional.of(Doubt.SECRET);
    }
    if (text.startsWith("number:")) {
      return Optional.of(Doubt.NUMBER);
    }
    return text.endsWith(" bytes)") && text.contains("… (+")
        ? Optional.of(Doubt.CUT)
        : Optional.empty();
  }

  private static void name(String name, Set<Doubt> doubts) {
    if (name.contains(CONCEALED)) {
      doubts.add(Doubt.SECRET);
    }
    if (name.length() > LONGEST_NAME) {
      doubts.add(Doubt.CUT);
    }
  }

  /** A text that only looks concealed is doubted, too: what was sent is not to be guessed. */
  private static void value(Value value, Set<Doubt> doubts) {
    int end = value.next();
    for (int at = value.index(); at < end; at++) {
      Value each = value.document().at(at);
      if (each.is(Kind.STRING)) {
        doubt(each.text()).ifPresent(doubts::add);
      }
    }
  }

  private static Optional<Situation> situation(AuditEntry entry, String agent) {
    String arguments = entry.json("arguments");
    String tool = entry.text("tool");
    String params =
        tool.isEmpty()
            ? arguments
            : "{\"name\":"
                + Quote.of(tool)
                + (arguments.isEmpty() ? "" : ",\"arguments\":" + arguments)
                + "}";
    String frame =
        "{\"jsonrpc\":\"2.0\","
            + (entry.text("message").equals("request") ? "\"id\":1," : "")
            + "\"method\":"
            + Quote.of(entry.text("method"))
            + (params.isEmpty() ? "" : ",\"params\":" + params)
            + "}";
    Direction direction =
        entry.text("direction").equals("outbound") ? Direction.OUTBOUND : Direction.INBOUND;
    try {
      return Optional.of(
          Situation.of(
              agent,
              entry.text("server"),
              direction,
              Bytes.utf8(frame),
              new Asked("", Optional.empty())));
    } catch (IllegalArgumentException notWhole) {
      return Optional.empty();
    }
  }
}
