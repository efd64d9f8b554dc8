// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.collection;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value being edited: only what edits have touched is taken apart, and put together again where
 * it is asked for. Of one thread.
 */
final class Document {
  private final Evaluation in;
  private @Nullable Part root;

  Document(Evaluation in, Value value) {
    this.in = in;
    this.root = Part.of(value);
  }

  /** An edit that does not fit the document. Without a stack trace: it is no fault. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    Unfit() {
      super(null, null, false, false);
    }
  }

  /** What stands at a path. */
  Value value(List<Value> path) throws Unfit {
    return part(path, path.size()).value(in);
  }

  void insert(List<Value> path, Value value) throws Unfit {
    checkDepth(value, path.size());
    if (path.isEmpty()) {
      root = Part.of(value);
    } else {
      parent(path).insert(in, path.getLast(), Part.of(value));
    }
  }

  void delete(List<Value> path) throws Unfit {
    if (path.isEmpty()) {
      part(path, 0);
      root = null;
    } else {
      parent(path).delete(in, path.getLast());
    }
  }

  private Part parent(List<Value> path) throws Unfit {
    return part(path, path.size() - 1);
  }

  private Part part(List<Value> path, int length) throws Unfit {
    Part part = root;
    if (part == null) {
      throw new Unfit();
    }
    in.spend(1 + length);
    for (int i = 0; i < length; i++) {
      part = part.child(in, path.get(i));
    }
    return part;
  }

  /**
   * Copies into copies nest deeper with every edit: what no reader would let in must not be made
   * here.
   */
  private void checkDepth(Value value, int depth) {
    in.spend(1);
    if (depth > Json.DEPTH) {
      throw BuiltinError.failed("document would nest deeper than " + Json.DEPTH);
    }
    switch (value) {
      case ArrayValue array -> {
        for (int i = 0; i < array.size(); i++) {
          checkDepth(array.get(i), depth + 1);
        }
      }
      case SetValue set -> {
        for (int i = 0; i < set.size(); i++) {
          checkDepth(set.member(i), depth + 1);
        }
      }
      case ObjectValue object -> {
        for (int i = 0; i < object.size(); i++) {
          checkDepth(object.memberValue(i), depth + 1);
        }
      }
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> {}
    }
  }
}
