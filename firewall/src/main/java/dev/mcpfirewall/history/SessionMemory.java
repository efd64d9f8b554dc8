// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Params;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * What one session has done and seen. Safe for use by any thread: both lanes tell it and ask it.
 *
 * <p>It is told of a message by {@link #passed} before the message becomes visible to its receiver,
 * so that whatever the receiver does next is asked about with the message already known.
 */
public final class SessionMemory implements History {
  /** More labels than this mean a policy gone wrong. */
  static final int MOST_LABELS = 256;

  private final Object lock = new Object();
  // Guarded by lock.
  private final Chains chains = new Chains();
  private volatile Set<String> labels = Set.of();
  private volatile Wants wants;
  private volatile long calls;

  /**
   * Of a session that begins.
   *
   * @param random makes the key under which values are kept: values can't be read out of it, and
   *     nobody can foresee which collide
   */
  public SessionMemory(Wants wants, RandomGenerator random) {
    this.wants = wants;
    random.nextLong();
  }

  /**
   * A message has been let through and will be visible when this returns; never called for one that
   * was refused or is held.
   *
   * @param exchange as the message was judged with
   * @param message as it was judged, before any redaction
   * @param marks for a request what the policy said of it, for a result those of the call it
   *     answers and its own
   * @param now the time of the decision
   * @throws IllegalStateException if the session would have to remember more than it can: the
   *     message must not become visible then
   */
  public void passed(Exchange exchange, Message message, Set<Mark> marks, Instant now) {
    List<Mark.Step> steps = new ArrayList<>(0);
    Set<String> named = new TreeSet<>();
    for (Mark mark : marks) {
      switch (mark) {
        case Mark.Labelled labelled -> named.add(labelled.name());
        case Mark.Step step -> steps.add(step);
      }
    }
    synchronized (lock) {
      if (exchange.direction() == Direction.INBOUND
          && message instanceof Message.Request request
          && request.params() instanceof Params.ToolCall) {
        calls++;
      }
      chains.done(steps, now);
      if (message instanceof Message.Result || message instanceof Message.Failure) {
        label(named);
      }
    }
  }

  /**
   * A person has seen this held message and let it through: what its arguments name counts as the
   * user's own from now on.
   */
  public void approved(Message message) {}

  /** Another policy is in force, with other wants. */
  public void want(Wants other) {
    wants = other;
  }

  private void label(Set<String> more) {
    if (labels.containsAll(more)) {
      return;
    }
    Set<String> all = new TreeSet<>(labels);
    all.addAll(more);
    if (all.size() > MOST_LABELS) {
      throw new IllegalStateException("the session has more labels than are kept");
    }
    labels = java.util.Collections.unmodifiableSet(all);
  }

  @Override
  public long calls() {
    return calls;
  }

  @Override
  public Set<String> labels() {
    return labels;
  }

  @Override
  public Map<String, Integer> reached(Instant now) {
    synchronized (lock) {
      return chains.reached(now);
    }
  }

  @Override
  public List<Origin> origins(Message message) {
    return List.of();
  }

  @Override
  public ToolClaims claims(String tool) {
    return ToolClaims.NONE;
  }

  /** The policy's wants. */
  Wants wants() {
    return wants;
  }
}
