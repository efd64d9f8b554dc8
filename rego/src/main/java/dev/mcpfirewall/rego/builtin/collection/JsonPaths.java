// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.collection;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code json.filter} and {@code json.remove}. Elements of arrays are named by their index as a
 * string.
 */
public final class JsonPaths {
  private static final String OPERANDS =
      "(object: object[any: any], paths: array[string | array[any]] | set[string | array[any]]) any";

  private JsonPaths() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin("json.filter", OPERANDS, (Builtin.Of2) JsonPaths::filter),
        new Builtin("json.remove", OPERANDS, (Builtin.Of2) JsonPaths::remove));
  }

  private static Value filter(Evaluation in, Value a, Value b) {
    ObjectValue object = Operand.object(a, 1);
    return filtered(in, object, tree(in, b));
  }

  private static @Nullable Value remove(Evaluation in, Value a, Value b) {
    ObjectValue object = Operand.object(a, 1);
    return removed(in, object, tree(in, b));
  }

  /**
   * The segments of a path: between slashes, with {@code ~1} and {@code ~0} unescaped, or the
   * elements of an array; empty where the value is neither.
   */
  static Optional<List<Value>> segments(Value path) {
    if (path instanceof ArrayValue array) {
      return Optional.of(array.elements());
    }
    if (!(path instanceof StringValue string)) {
      return Optional.empty();
    }
    String text = string.value();
    List<Value> segments = new ArrayList<>();
    int from = 0;
    while (from < text.length() && text.charAt(from) == '/') {
      from++;
    }
    while (!text.isEmpty() && from <= text.length()) {
      int slash = text.indexOf('/', from);
      int end = slash < 0 ? text.length() : slash;
      String segment = text.substring(from, end).replace("~1", "/").replace("~0", "~");
      segments.add(StringValue.of(segment));
      from = end + 1;
    }
    return Optional.of(segments);
  }

  private static Node tree(Evaluation in, Value paths) {
    List<Value> list =
        switch (paths) {
          case ArrayValue array -> array.elements();
          case SetValue set -> set.elements();
          case NullValue _, BooleanValue _, NumberValue _, StringValue _, ObjectValue _ ->
              throw Operand.wrong(2, "one of {set, array}", paths);
        };
    Node root = new Node();
    for (Value path : list) {
      List<Value> segments = segments(path).orElseThrow(() -> noPath(path));
      in.spend(1);
      segments.forEach(key -> in.spend(key.weight()));
      root.add(segments);
    }
    return root;
  }

  private static BuiltinError noPath(Value path) {
    return Operand.wrong(
        2, "one of {set, array} containing string paths or array of path segments", path);
  }

  private static Value filtered(Evaluation in, Value value, Node node) {
    if (node.leaf) {
      return value;
    }
    in.spend(1);
    return switch (value) {
      case ObjectValue object -> {
        ObjectValue.Builder kept = ObjectValue.builder(0);
        node.below.forEach((key, child) -> {
          in.spend(key.weight());
          Value found = object.find(key);
          if (found != null) {
            kept.put(key, filtered(in, found, child));
          }
        });
        yield kept.build();
      }
      case ArrayValue array -> {
        List<Value> kept = new ArrayList<>();
        in.spend(array.size());
        for (int i = 0; i < array.size(); i++) {
          Node child = node.at(i);
          if (child != null) {
            kept.add(filtered(in, array.get(i), child));
          }
        }
        yield ArrayValue.of(kept);
      }
      case SetValue set -> {
        SetValue.Builder kept = SetValue.builder(0);
        node.below.forEach((key, child) -> {
          in.spend(key.weight());
          if (set.contains(key)) {
            kept.add(filtered(in, key, child));
          }
        });
        yield kept.build();
      }
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> value;
    };
  }

  /** The value without what the paths name; null where it is named itself. */
  private static @Nullable Value removed(Evaluation in, Value value, @Nullable Node node) {
    if (node == null) {
      return value;
    }
    if (node.leaf) {
      return null;
    }
    in.spend(1);
    return switch (value) {
      case ObjectValue object -> without(in, object, node);
      case ArrayValue array -> {
        in.spend(array.size());
        List<Value> kept = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
          Value rest = removed(in, array.get(i), node.at(i));
          if (rest != null) {
            kept.add(rest);
          }
        }
        yield ArrayValue.of(kept);
      }
      case SetValue set -> {
        in.spend(set.weight());
        SetValue.Builder kept = SetValue.builder(set.size());
        for (int i = 0; i < set.size(); i++) {
          Value rest = removed(in, set.member(i), node.below.get(set.member(i)));
          if (rest != null) {
            kept.add(rest);
          }
        }
        yield kept.build();
      }
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> value;
    };
  }

  private static Value without(Evaluation in, ObjectValue object, Node node) {
    ObjectValue.Builder kept = ObjectValue.builder(object.size());
    for (int i = 0; i < object.size(); i++) {
      Value key = object.memberKey(i);
      in.spend(key.weight());
      Value rest = removed(in, object.memberValue(i), node.below.get(key));
      if (rest != null) {
        kept.put(key, rest);
      }
    }
    return kept.build();
  }

  /** Paths that begin alike, as a tree; of one thread. */
  private static final class Node {
    final Map<Value, Node> below = new HashMap<>();
    boolean leaf;

    /** A path that ends here makes those that go on needless. */
    void add(List<Value> path) {
      Node node = this;
      for (Value key : path) {
        if (node.leaf) {
          return;
        }
        node = node.below.computeIfAbsent(key, _ -> new Node());
      }
      if (!path.isEmpty()) {
        node.leaf = true;
        node.below.clear();
      }
    }

    @Nullable Node at(int index) {
      return below.get(StringValue.of(Integer.toString(index)));
    }
  }
}
