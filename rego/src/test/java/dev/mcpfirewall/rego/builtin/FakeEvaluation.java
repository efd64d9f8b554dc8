// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** An evaluation at a fixed time, with a fixed seed and so many steps to spend. */
public final class FakeEvaluation implements Evaluation {
  public static final long NOW = 1_670_006_453_141_828_752L;

  private final Map<Object, Value> known = new HashMap<>();
  private final Random random = new Random(7);
  private final List<String> said = new ArrayList<>();
  private long left;

  public FakeEvaluation(long steps) {
    left = steps;
  }

  /** What was printed. */
  public List<String> said() {
    return said;
  }

  @Override
  public long nowNanos() {
    return NOW;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public Value runtime() {
    return ObjectValue.EMPTY;
  }

  @Override
  public void print(Location at, String message) {
    said.add(message);
  }

  @Override
  public void spend(int steps) {
    left -= steps;
    if (steps < 0 || left < 0) {
      throw new RegoException(RegoError.of(ErrorCode.EVAL_LIMIT, "steps used up", at()));
    }
  }

  @Override
  public void grown(int length) {
    spend(1);
  }

  @Override
  public Value once(Object key, Supplier<Value> work) {
    Value value = known.get(key);
    if (value == null) {
      value = work.get();
      known.put(key, value);
    }
    return value;
  }

  @Override
  public Location at() {
    return Location.NONE;
  }
}
