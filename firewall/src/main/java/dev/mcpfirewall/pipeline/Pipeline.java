// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.decision.Verdict;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Splice;
import dev.mcpfirewall.mcp.Message;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * All stages in their order. Owned by one thread, since its checks share what they have read of a
 * message.
 */
public final class Pipeline {
  private static final RuleId INTERNAL = new RuleId("internal.error");
  private static final RuleId BROKEN_EDIT = new RuleId("internal.redaction");

  private final List<Stage> stages;

  /** With these stages, the first to be named first where two refuse alike. */
  public Pipeline(List<Stage> stages) {
    this.stages = List.copyOf(stages);
  }

  /**
   * Asks every stage and joins the answers. Total: whatever goes wrong inside is a refusal. Every
   * stage is asked even after a refusal, so that the record is complete.
   */
  // One of the two places that catch everything: here, what goes wrong between the checks.
  @SuppressWarnings("CatchingUnchecked")
  public Ruling judge(Exchange exchange, Message message) {
    try {
      return joined(exchange, message);
    } catch (Throwable failure) {
      return Ruling.of(0, "pipeline", failed("the pipeline", failure, message));
    }
  }

  /**
   * What a stage says by itself.
   *
   * @param stage its name
   */
  public record Part(String stage, Ruling ruling) {}

  /** What each stage that looks at this direction says by itself, in order. For people. */
  public List<Part> parts(Exchange exchange, Message message) {
    List<Part> parts = new ArrayList<>();
    for (int order = 0; order < stages.size(); order++) {
      Stage stage = stages.get(order);
      if (stage.on().contains(exchange.direction())) {
        parts.add(new Part(stage.name(), ask(order, stage, exchange, message)));
      }
    }
    return parts;
  }

  private Ruling joined(Exchange exchange, Message message) {
    Ruling ruling = Ruling.PASS;
    for (int order = 0; order < stages.size(); order++) {
      Stage stage = stages.get(order);
      if (stage.on().contains(exchange.direction())) {
        ruling = ruling.join(ask(order, stage, exchange, message));
      }
    }
    return ruling.effect() == Effect.REDACT ? sound(ruling, message) : ruling;
  }

  // A check that fails must close the gate, whatever the failure: one of the two places that catch
  // everything.
  @SuppressWarnings("CatchingUnchecked")
  private static Ruling ask(int order, Stage stage, Exchange exchange, Message message) {
    try {
      return Ruling.of(order, stage.name(), stage.check().check(exchange, message));
    } catch (Throwable failure) {
      return Ruling.of(
          order, stage.name(), failed("check `" + stage.name() + "`", failure, message));
    }
  }

  /** The refusal. Who failed may be the one to find a secret: nothing is recorded in clear. */
  private static Verdict failed(String what, Throwable failure, Message message) {
    Logger log = System.getLogger(Pipeline.class.getName());
    log.log(Level.ERROR, what + " failed: " + failure.getClass().getName());
    log.log(Level.DEBUG, "cause", failure);
    return new Verdict.Deny(
        INTERNAL,
        "a check failed, so the message was not let through",
        List.of(),
        List.of(message.raw().span()));
  }

  /** A redaction must leave strict JSON; if it does not, nothing is forwarded. */
  private static Ruling sound(Ruling ruling, Message message) {
    if (isSound(ruling, message)) {
      return ruling;
    }
    Verdict deny =
        new Verdict.Deny(BROKEN_EDIT, "a redaction could not be made without breaking the message");
    return ruling.join(Ruling.of(Integer.MAX_VALUE, "redaction", deny));
  }

  private static boolean isSound(Ruling ruling, Message message) {
    try {
      return Document.parse(Splice.apply(message.raw(), ruling.edits())) instanceof Document;
    } catch (RuntimeException | Error failure) {
      return false;
    }
  }
}
