// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules are evaluated against: input, base data, what {@code with} put in place of documents
 * and functions, and the results known so far. A {@code with} makes a new one with no results. Of
 * one thread.
 */
public final class Scope {
  private static final int CHUNK = 16;

  final Session session;
  final @Nullable Scope outer;
  final @Nullable Value input;
  final @Nullable Value data;
  final @Nullable Mask mask;
  final @Nullable Mock mocks;
  private final int size;
  private final @Nullable Value[] @Nullable [] results;
  private @Nullable Map<Object, Value> memo;
  private @Nullable Map<RuleGroup.ObjectGroup, Growing> growing;

  /** The scope of a whole evaluation; {@code size} is how many results it may hold. */
  public Scope(Session session, @Nullable Value input, @Nullable Value data, int size) {
    this(session, null, input, data, null, null, size);
  }

  Scope(
      Session session,
      @Nullable Scope outer,
      @Nullable Value input,
      @Nullable Value data,
      @Nullable Mask mask,
      @Nullable Mock mocks,
      int size) {
    this.session = session;
    this.outer = outer;
    this.input = input;
    this.data = data;
    this.mask = mask;
    this.mocks = mocks;
    this.size = size;
    results = new Value[(size + CHUNK - 1) / CHUNK][];
  }

  /** A path of base data that hides the rules at and below it. */
  record Mask(Value[] path, @Nullable Mask more) {
    boolean covers(Value[] place) {
      for (Mask m = this; m != null; m = m.more) {
        if (m.startsPath(place)) {
          return true;
        }
      }
      return false;
    }

    private boolean startsPath(Value[] place) {
      if (path.length > place.length) {
        return false;
      }
      for (int i = 0; i < path.length; i++) {
        if (!path[i].equals(place[i])) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * A replaced function: by another, or by a value.
   *
   * @param name of a built-in, or the group of a function
   */
  record Mock(Object name, Calls.@Nullable Target by, @Nullable Value value, @Nullable Mock more) {
    @Nullable Value answer(Scope s, Location at, Value... arguments) {
      return by == null ? value : by.call(s.unmocked(), arguments, at);
    }

    static @Nullable Mock find(@Nullable Mock from, Object name) {
      for (Mock m = from; m != null; m = m.more) {
        if (m.name.equals(name)) {
          return m;
        }
      }
      return null;
    }
  }

  Scope with(
      @Nullable Value newInput,
      @Nullable Value newData,
      @Nullable Mask newMask,
      @Nullable Mock newMocks) {
    session.step();
    return new Scope(session, this, newInput, newData, newMask, newMocks, size);
  }

  /** The same without replaced functions: a replacement is not replaced inside itself. */
  Scope unmocked() {
    return new Scope(session, this, input, data, mask, null, size);
  }

  boolean hides(Value[] path) {
    return mask != null && mask.covers(path);
  }

  /** A result: null where not known, {@link Session#NOTHING} where undefined. */
  @Nullable Value result(int index) {
    @Nullable Value[] chunk = results[index / CHUNK];
    return chunk == null ? null : chunk[index % CHUNK];
  }

  void result(int index, Value value) {
    @Nullable Value[] chunk = results[index / CHUNK];
    if (chunk == null) {
      chunk = new Value[Math.min(CHUNK, size - index / CHUNK * CHUNK)];
      results[index / CHUNK] = chunk;
    }
    chunk[index % CHUNK] = value;
  }

  @Nullable Growing growing(RuleGroup.ObjectGroup group) {
    return growing == null ? null : growing.get(group);
  }

  void growing(RuleGroup.ObjectGroup group, Growing object) {
    if (growing == null) {
      growing = new HashMap<>();
    }
    growing.put(group, object);
  }

  /** What a function gave for these arguments, as {@link #result}. */
  @Nullable Value remembered(Object call) {
    return memo == null ? null : memo.get(call);
  }

  void remember(Object call, Value value) {
    if (memo == null) {
      memo = new HashMap<>();
    }
    memo.put(call, value);
  }
}
