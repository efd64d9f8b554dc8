// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.history.name.KeyedHash;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Method;
import dev.mcpfirewall.mcp.Params;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.Memory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * What one session has done and seen. Safe for use by any thread: both lanes tell it and ask it.
 *
 * <p>It is told of a message by {@link #passed} before the message becomes visible to its receiver,
 * so that whatever the receiver does next is asked about with the message already known.
 */
public final class SessionMemory implements Memory {
  /** More labels than this mean a policy gone wrong. */
  static final int MOST_LABELS = 256;

  /** Servers of one session whose talk is told apart; of the others it counts as one's. */
  static final int MOST_SERVERS = 1_024;

  /** Where a person answers, not a model. */
  private static final Set<String> ASKS_A_PERSON = Set.of("elicitation/create", "roots/list");

  private static final Set<String> HAS_CONTENTS = Set.of("tools/call", "resources/read");

  private final Object lock = new Object();
  // Guarded by lock.
  private final Chains chains = new Chains();
  private final ToolBook tools = new ToolBook();
  private final Map<String, SortedSet<String>> talk = new HashMap<>();
  // Written under lock.
  private volatile Set<String> labels = Set.of();

  private final AtomicLong calls = new AtomicLong();
  private final ValueMemory values;
  private volatile Wants wants;

  /**
   * Of a session that begins.
   *
   * @param random makes the key under which values are kept: values can't be read out of it, and
   *     nobody can foresee which collide
   */
  public SessionMemory(Wants wants, RandomGenerator random) {
    this.wants = wants;
    this.values = new ValueMemory(new KeyedHash(random));
  }

  /** What a message is to the memory. */
  private enum Role {
    /** The client asks: the user's side speaks. */
    REQUEST,
    /** A person answers a server. */
    PERSONS_ANSWER,
    /** What a tool or resource holds. */
    CONTENTS,
    /** What tools there are. */
    TOOLS,
    /** What a server says besides: it may have it from any call it has answered or works on. */
    TALK,
    /** Says nothing that anybody would act on. */
    SILENT;

    static Role of(Exchange exchange, Message message) {
      boolean client = exchange.direction() == Direction.INBOUND;
      return switch (message) {
        case Message.Request request -> client ? REQUEST : TALK;
        case Message.Notification notification -> client ? told(notification.params()) : TALK;
        case Message.Failure failure -> client ? SILENT : TALK;
        case Message.Result result when client ->
            ASKS_A_PERSON.contains(exchange.answers()) ? PERSONS_ANSWER : SILENT;
        case Message.Result result -> answer(exchange.answers(), result);
      };
    }

    /** A server may run a call that wants no answer. */
    private static Role told(Params params) {
      return params instanceof Params.ToolCall ? REQUEST : SILENT;
    }

    private static Role answer(String method, Message.Result result) {
      if (method.equals("tools/list")) {
        return TOOLS;
      }
      // A result that asks back is the server's own word.
      if (HAS_CONTENTS.contains(method) && result.result().member("inputRequests").isEmpty()) {
        return CONTENTS;
      }
      return Method.concern(method) == Method.Concern.ACTION ? TALK : SILENT;
    }
  }

  @Override
  public void passed(Exchange exchange, Message message, Set<Mark> marks) {
    List<Mark.Step> steps = new ArrayList<>(0);
    SortedSet<String> named = new TreeSet<>();
    for (Mark mark : marks) {
      switch (mark) {
        case Mark.Labelled labelled -> named.add(labelled.name());
        case Mark.Step step -> steps.add(step);
      }
    }
    Role role = Role.of(exchange, message);
    synchronized (lock) {
      chains.done(steps, exchange.now());
      remember(role, exchange, message, named);
    }
    if (wants.values()) {
      follow(role, exchange, message, named);
    }
  }

  private void remember(Role role, Exchange exchange, Message message, SortedSet<String> named) {
    switch (role) {
      case REQUEST -> {
        mayTalkOf(exchange.server(), named);
        if (isCall(message)) {
          calls.incrementAndGet();
        }
      }
      case TALK -> {
        named.addAll(talk.getOrDefault(key(exchange.server()), Collections.emptySortedSet()));
        label(named);
      }
      case CONTENTS -> {
        mayTalkOf(exchange.server(), named);
        label(named);
      }
      case TOOLS -> {
        if (message instanceof Message.Result result) {
          tools.listed(result.result(), wants.trusted().test(exchange.server()));
        }
        label(named);
      }
      case PERSONS_ANSWER, SILENT -> label(named);
    }
  }

  private static boolean isCall(Message message) {
    return switch (message) {
      case Message.Request request -> request.params() instanceof Params.ToolCall;
      case Message.Notification told -> told.params() instanceof Params.ToolCall;
      case Message.Result result -> false;
      case Message.Failure failure -> false;
    };
  }

  private void follow(Role role, Exchange exchange, Message message, SortedSet<String> named) {
    String tool = exchange.inReplyTo().flatMap(asked -> asked.tool()).orElse("");
    switch (role) {
      case REQUEST, PERSONS_ANSWER -> values.own(message);
      case CONTENTS -> {
        if (named.isEmpty()) {
          // Labels are of tools: what a resource holds, nobody has said.
          if (!tool.isEmpty()) {
            values.own(message);
          }
        } else {
          values.see(message, named, exchange.server(), tool);
        }
      }
      case TALK, TOOLS, SILENT -> {
        if (!named.isEmpty()) {
          values.see(message, named, exchange.server(), tool);
        }
      }
    }
  }

  private void mayTalkOf(String server, SortedSet<String> named) {
    if (!named.isEmpty()) {
      talk.computeIfAbsent(key(server), name -> new TreeSet<>()).addAll(named);
    }
  }

  private String key(String server) {
    return talk.containsKey(server) || talk.size() < MOST_SERVERS ? server : "";
  }

  private void label(SortedSet<String> more) {
    if (labels.containsAll(more)) {
      return;
    }
    Set<String> all = new TreeSet<>(labels);
    all.addAll(more);
    if (all.size() > MOST_LABELS) {
      throw new IllegalStateException("the session has more labels than are kept");
    }
    labels = Collections.unmodifiableSet(all);
  }

  /**
   * A person has seen this held message and let it through: what its arguments name counts as the
   * user's own from now on. To be called before {@link #passed}.
   */
  public void approved(Message message) {
    if (wants.values()) {
      values.release(message);
    }
  }

  /**
   * Another policy is in force, with other wants. If values are followed from now on only, those of
   * the labelled results so far can't be told: every unknown value counts as from there.
   */
  public void want(Wants other) {
    synchronized (lock) {
      if (other.values() && !wants.values() && !labels.isEmpty()) {
        values.missed(new TreeSet<>(labels));
      }
      wants = other;
    }
  }

  @Override
  public long calls() {
    return calls.get();
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

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if there are more than can be told: the message is to be refused
   */
  @Override
  public List<Origin> origins(Message message) {
    Wants now = wants;
    return now.values() ? values.origins(message, now.ownHosts()) : List.of();
  }

  @Override
  public ToolClaims claims(String tool) {
    synchronized (lock) {
      return tools.of(tool);
    }
  }

  /** Counts only: what was seen may be secret. */
  @Override
  public String toString() {
    return "SessionMemory[" + calls + " calls, " + labels.size() + " labels]";
  }

  /** Bytes that the index of values takes. */
  long valueBytes() {
    return values.bytes();
  }
}
