// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.eval.QueryPlan;
import dev.mcpfirewall.rego.eval.node.Ends;
import dev.mcpfirewall.rego.eval.node.Probe;
import dev.mcpfirewall.rego.eval.node.Session;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A prepared query. Immutable and thread-safe. */
public final class Query {
  private final QueryPlan plan;
  private final Supplier<QueryPlan> probed;
  private final Options options;
  private final Session.Surroundings around;
  private final Session.Limits limits;

  Query(QueryPlan plan, Supplier<QueryPlan> probed, Options options) {
    this.plan = plan;
    this.probed = probed;
    this.options = options;
    around = around(Settings.DEFAULT);
    limits = limits(options.limits());
  }

  /**
   * All ways the query holds for an input.
   *
   * @throws dev.mcpfirewall.rego.error.RegoException where rules contradict each other, a limit is
   *     reached, or, where they are strict, a built-in fails
   */
  public Result evaluate(Value input) {
    return evaluate(input, Settings.DEFAULT);
  }

  /** All ways the query holds, without {@code input}. */
  public Result evaluate() {
    return all(null, Settings.DEFAULT);
  }

  /** All ways the query holds for an input. */
  public Result evaluate(Value input, Settings settings) {
    return all(input, settings);
  }

  /** All ways the query holds, without {@code input}. */
  public Result evaluate(Settings settings) {
    return all(null, settings);
  }

  /** The value of the query's last expression, the first way it holds; empty where undefined. */
  public Optional<Value> value(Value input) {
    return first(input, Settings.DEFAULT);
  }

  /** The value of the query's last expression, without {@code input}. */
  public Optional<Value> value() {
    return first(null, Settings.DEFAULT);
  }

  /** The value of the query's last expression, the first way it holds. */
  public Optional<Value> value(Value input, Settings settings) {
    return first(input, settings);
  }

  /**
   * As {@link #evaluate}, but where it is stopped, the rows found so far are not lost: each of them
   * holds. Not for questions that must not be answered in part.
   */
  public Attempt attempt(Value input, Settings settings) {
    List<Result.Row> rows = new ArrayList<>();
    try {
      run(
          input,
          settings,
          (bindings, expressions) -> rows.add(new Result.Row(bindings, List.of(expressions))));
      return new Attempt(new Result(rows), Optional.empty());
    } catch (RegoException e) {
      return new Attempt(new Result(rows), Optional.of(e));
    }
  }

  private Result all(@Nullable Value input, Settings settings) {
    List<Result.Row> rows = new ArrayList<>();
    run(
        input,
        settings,
        (bindings, expressions) -> rows.add(new Result.Row(bindings, List.of(expressions))));
    return new Result(rows);
  }

  private Optional<Value> first(@Nullable Value input, Settings settings) {
    First first = new First();
    run(input, settings, first);
    return Optional.ofNullable(first.value);
  }

  private static final class First implements Ends.Rows {
    private @Nullable Value value;

    @Override
    public boolean take(ObjectValue bindings, Value[] expressions) {
      value = expressions[expressions.length - 1];
      return false;
    }
  }

  private void run(@Nullable Value input, Settings settings, Ends.Rows rows) {
    Session session =
        settings == Settings.DEFAULT
            ? new Session(around, limits)
            : new Session(around(settings), settings.limits().map(Query::limits).orElse(limits));
    QueryPlan chosen = settings.tracer().isPresent() ? probed.get() : plan;
    Rego.shallow(() -> {
      chosen.run(session, input, options.data(), rows);
      session.ended();
      return rows;
    });
  }

  private Session.Surroundings around(Settings settings) {
    return new Session.Surroundings(
        () -> nanos(settings.clock().instant()),
        () -> random(settings),
        settings.runtime(),
        options.print().orElse((at, text) -> {}),
        settings.cancelled(),
        options.strictBuiltinErrors(),
        settings.tracer().map(Query::probe).orElse(null));
  }

  private static Probe probe(Tracer tracer) {
    return (event, site, depth, bindings) ->
        tracer.step(
            new Tracer.Step(
                switch (event) {
                  case ENTER -> Tracer.Event.ENTER;
                  case EVAL -> Tracer.Event.EVAL;
                  case EXIT -> Tracer.Event.EXIT;
                  case FAIL -> Tracer.Event.FAIL;
                  case REDO -> Tracer.Event.REDO;
                },
                switch (site.kind()) {
                  case QUERY -> Tracer.Subject.QUERY;
                  case RULE -> Tracer.Subject.RULE;
                  case LITERAL -> Tracer.Subject.EXPRESSION;
                },
                site.at(),
                depth,
                bindings.values()));
  }

  private static RandomGenerator random(Settings settings) {
    return settings.seed().isPresent()
        ? new SplittableRandom(settings.seed().getAsLong())
        : new SplittableRandom();
  }

  private static long nanos(Instant now) {
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  private static Session.Limits limits(Limits limits) {
    return new Session.Limits(
        limits.steps(), limits.time().toNanos(), limits.depth(), limits.size(), limits.weight());
  }
}
