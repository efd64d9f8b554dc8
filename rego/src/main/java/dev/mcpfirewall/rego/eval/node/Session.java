// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One evaluation: what it may spend, what built-ins may know, what is being collected. */
public final class Session implements Evaluation {
  /** Comparing what weighs less is part of the step that asks for it. */
  private static final int LIGHT = 64;

  /** Steps between two looks at the clock and the flag. */
  private static final int SLICE = 4096;

  private final Surroundings around;
  private final Limits limits;
  private final long deadline;
  private long stepsLeft;
  private int slice;
  private int depth;
  private @Nullable Map<Object, Value> once;
  private @Nullable RandomGenerator random;
  private @Nullable IntConsumer meter;
  private boolean started;
  private long now;
  private Location at = Location.NONE;
  private int reported;

  /**
   * What the innermost rule, comprehension or query under way collects into; whoever starts
   * collecting puts back what was there.
   */
  @Nullable Object collector;

  /** The site being tried, where a probe listens. */
  Probed.@Nullable Attempt attempt;

  /** At the start of an evaluation. */
  public Session(Surroundings around, Limits limits) {
    this.around = around;
    this.limits = limits;
    stepsLeft = limits.steps();
    deadline =
        limits.nanos() == Long.MAX_VALUE ? Long.MAX_VALUE : System.nanoTime() + limits.nanos();
    refill();
  }

  /**
   * What an evaluation may cost.
   *
   * @param steps elements looked at, rules entered
   * @param nanos of wall time
   * @param depth of rules and functions that wait for each other
   * @param size elements of one array, set or object; UTF-16 units of one string
   * @param weight of one value, and of all rows together
   */
  public record Limits(long steps, long nanos, int depth, int size, int weight) {}

  /**
   * What comes from outside.
   *
   * @param clock nanoseconds since 1970; asked once in an evaluation
   * @param random asked once in an evaluation
   * @param strict whether an error of a built-in ends the evaluation
   */
  public record Surroundings(
      LongSupplier clock,
      Supplier<RandomGenerator> random,
      Value runtime,
      BiConsumer<Location, String> print,
      BooleanSupplier cancelled,
      boolean strict,
      @Nullable Probe probe) {}

  /** What takes the answers of the outermost body. */
  public void collects(Ends.Rows rows) {
    collector = rows;
  }

  @Nullable Probe probe() {
    return around.probe();
  }

  /** Counts one step. */
  void step() {
    if (--slice < 0) {
      refill();
    }
  }

  @Override
  public IntConsumer meter() {
    IntConsumer known = meter;
    if (known == null) {
      known = this::spend;
      meter = known;
    }
    return known;
  }

  @Override
  public void spend(int steps) {
    while (steps > SLICE) {
      steps -= slice + 1;
      slice = -1;
      refill();
    }
    slice -= steps;
    if (slice < 0) {
      stepsLeft += slice;
      refill();
    }
  }

  /**
   * An answer that took too long is none.
   *
   * @throws RegoException where the time is over, or the evaluation was cancelled
   */
  public void ended() {
    stepsLeft = Math.max(stepsLeft, 1);
    refill();
  }

  private void refill() {
    if (around.cancelled().getAsBoolean()) {
      throw failure(ErrorCode.EVAL_CANCEL, "caller cancelled query execution", at);
    }
    if (stepsLeft <= 0) {
      throw failure(
          ErrorCode.EVAL_LIMIT, "evaluation took more than " + limits.steps() + " steps", at);
    }
    if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0) {
      throw failure(
          ErrorCode.EVAL_LIMIT,
          "evaluation took more than " + limits.nanos() / 1_000_000 + " ms",
          at);
    }
    slice = (int) Math.min(SLICE, stepsLeft);
    stepsLeft -= slice;
  }

  /** A rule, or a function, is entered; {@link #leave} follows, unless something is thrown. */
  void enter(Location where) {
    step();
    if (++depth > limits.depth()) {
      throw failure(
          ErrorCode.EVAL_LIMIT, "rules nested more than " + limits.depth() + " deep", where);
    }
  }

  void leave() {
    depth--;
  }

  /** Where a built-in is called from now. */
  void calls(Location where) {
    at = where;
  }

  /**
   * Pays for an operand before a built-in looks at it: none looks at a megabyte, or at thousands of
   * digits, for the one step that a call costs. What a built-in does beyond that it pays itself.
   */
  void takes(Value operand) {
    if (operand instanceof StringValue text) {
      int length = text.value().length();
      if (length > 1_024) {
        spend(length >> 7);
      }
    } else if (operand instanceof NumberValue number && !number.isLong()) {
      spend(number.work());
    }
  }

  /** What a built-in gave, unless it is larger than allowed. */
  Value sized(Value made) {
    if (made instanceof StringValue text) {
      size(text.value().length());
      if (text.value().length() > 1_024) {
        spend(text.value().length() >> 6);
      }
    } else if (made instanceof NumberValue number && !number.isLong()) {
      spend(number.work());
    } else if (made instanceof ArrayValue array) {
      size(array.size());
      built(array);
    } else if (made instanceof SetValue set) {
      size(set.size());
      built(set);
    } else if (made instanceof ObjectValue object) {
      size(object.size());
      built(object);
    }
    return made;
  }

  /** What was put together, unless it weighs more than allowed. */
  Value built(Value made) {
    if (made.weight() > limits.weight()) {
      throw tooHeavy("a value");
    }
    return made;
  }

  /** Counts a value among those that the evaluation tells. */
  void reports(Value value) {
    reported = (int) Math.min((long) reported + value.weight(), Integer.MAX_VALUE);
    if (reported > limits.weight()) {
      throw tooHeavy("the result");
    }
  }

  private RegoException tooHeavy(String what) {
    return failure(ErrorCode.EVAL_LIMIT, what + " grew beyond a weight of " + limits.weight(), at);
  }

  /** Whether two values are equal; costs steps where they are large. */
  boolean same(Value a, Value b) {
    if (a == b) {
      return true;
    }
    compares(a, b);
    return a.equals(b);
  }

  /** Counts a comparison: it costs what the lighter of the two weighs. */
  void compares(Value a, Value b) {
    if (b instanceof NumberValue || b instanceof BooleanValue) {
      return;
    }
    int weight = b.weight();
    if (weight > LIGHT) {
      weight = Math.min(weight, a.weight());
      if (weight > LIGHT) {
        spend(weight);
      }
    }
  }

  /** Counts a look for something by its hash, which ends with a comparison. */
  void seeks(Value key) {
    if (key instanceof NumberValue) {
      return;
    }
    int weight = key.weight();
    if (weight > LIGHT) {
      spend(weight);
    }
  }

  @Override
  public void grown(int length) {
    step();
    size(length);
  }

  /** Refuses a size above the limit. */
  void size(int size) {
    if (size > limits.size()) {
      throw failure(ErrorCode.EVAL_LIMIT, "a value grew beyond " + limits.size() + " elements", at);
    }
  }

  /** A built-in could not answer: undefined, or an error where errors are strict. */
  @Nullable Value failed(String name, BuiltinError error) {
    if (around.strict()) {
      throw failure(error.code(), name + ": " + error.getMessage(), at);
    }
    return null;
  }

  /** A bound of the engine that the call under way ran into. */
  public RegoException beyond(LimitExceeded limit) {
    return failure(ErrorCode.EVAL_LIMIT, String.valueOf(limit.getMessage()), at);
  }

  /** An error of the evaluation. */
  static RegoException failure(ErrorCode code, String message, Location at) {
    return new RegoException(RegoError.of(code, message, at));
  }

  @Override
  public long nowNanos() {
    if (!started) {
      started = true;
      now = around.clock().getAsLong();
    }
    return now;
  }

  @Override
  public RandomGenerator random() {
    if (random == null) {
      random = around.random().get();
    }
    return random;
  }

  @Override
  public Value runtime() {
    return around.runtime();
  }

  @Override
  public void print(Location where, String message) {
    around.print().accept(where, message);
  }

  @Override
  public Value once(Object key, Supplier<Value> work) {
    if (once == null) {
      once = new HashMap<>();
    }
    Value known = once.get(key);
    if (known == null) {
      known = work.get();
      once.put(key, known);
    }
    return known;
  }

  @Override
  public Location at() {
    return at;
  }

  /** Stands for undefined where null means unknown. */
  static final Value NOTHING = ArrayValue.of(NullValue.NULL);
}
