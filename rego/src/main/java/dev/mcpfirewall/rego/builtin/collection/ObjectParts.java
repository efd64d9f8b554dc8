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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code object.*}, but for {@code object.subset}. */
public final class ObjectParts {
  private static final String KEYS =
      "(object: object[any: any], keys: array[any] | set[any] | object[any: any]) any";

  private ObjectParts() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin(
            "object.get",
            "(object: object[any: any], key: any, default: any) any",
            (Builtin.Of3) ObjectParts::get),
        new Builtin(
            "object.keys", "(object: object[any: any]) set[any]", (Builtin.Of1) ObjectParts::keys),
        new Builtin("object.filter", KEYS, (Builtin.Of2) ObjectParts::filter),
        new Builtin("object.remove", KEYS, (Builtin.Of2) ObjectParts::remove),
        new Builtin(
            "object.union",
            "(a: object[any: any], b: object[any: any]) any",
            (Builtin.Of2) ObjectParts::union),
        new Builtin(
            "object.union_n",
            "(objects: array[object[any: any]]) any",
            (Builtin.Of1) ObjectParts::unionOfMany));
  }

  private static Value get(Evaluation in, Value a, Value key, Value otherwise) {
    ObjectValue object = Operand.object(a, 1);
    @Nullable Value found = object;
    if (key instanceof ArrayValue path) {
      in.spend(path.size());
      for (int i = 0; i < path.size() && found != null; i++) {
        found = step(found, path.get(i));
      }
    } else {
      in.spend(key.weight());
      found = object.find(key);
    }
    return found == null ? otherwise : found;
  }

  /** What stands in a value under a key, or null. */
  static @Nullable Value step(Value value, Value key) {
    return switch (value) {
      case ObjectValue object -> object.find(key);
      case ArrayValue array -> array.find(key);
      case SetValue set -> set.contains(key) ? key : null;
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ -> null;
    };
  }

  private static Value keys(Evaluation in, Value a) {
    ObjectValue object = Operand.object(a, 1);
    in.spend(object.size());
    SetValue.Builder keys = SetValue.builder(object.size());
    for (int i = 0; i < object.size(); i++) {
      keys.add(object.memberKey(i));
    }
    return keys.build();
  }

  private static Value filter(Evaluation in, Value a, Value b) {
    ObjectValue object = Operand.object(a, 1);
    SetValue keys = keysOf(in, b);
    ObjectValue.Builder kept = ObjectValue.builder(Math.min(keys.size(), object.size()));
    for (int i = 0; i < keys.size(); i++) {
      Value value = object.find(keys.member(i));
      if (value != null) {
        kept.put(keys.member(i), value);
      }
    }
    return kept.build();
  }

  private static Value remove(Evaluation in, Value a, Value b) {
    ObjectValue object = Operand.object(a, 1);
    SetValue keys = keysOf(in, b);
    in.spend(object.size());
    ObjectValue.Builder kept = ObjectValue.builder(object.size());
    for (int i = 0; i < object.size(); i++) {
      if (!keys.contains(object.memberKey(i))) {
        kept.put(object.memberKey(i), object.memberValue(i));
      }
    }
    return kept.build();
  }

  private static SetValue keysOf(Evaluation in, Value b) {
    return switch (b) {
      case SetValue set -> {
        in.spend(set.weight());
        yield set;
      }
      case ArrayValue array -> {
        in.spend(array.weight());
        yield SetValue.of(array.elements());
      }
      case ObjectValue object -> (SetValue) keys(in, object);
      case NullValue _, BooleanValue _, NumberValue _, StringValue _ ->
          throw Operand.wrong(2, "one of {object, set, array}", b);
    };
  }

  private static Value union(Evaluation in, Value a, Value b) {
    return merged(in, Operand.object(a, 1), Operand.object(b, 2));
  }

  private static Value unionOfMany(Evaluation in, Value a) {
    ArrayValue array = Operand.array(a, 1);
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof ObjectValue)) {
        throw BuiltinError.type(
            "operand 1 must be array of objects but got array containing "
                + array.get(i).typeName());
      }
    }
    Merge all = new Merge();
    for (int i = 0; i < array.size(); i++) {
      all.add(in, (ObjectValue) array.get(i));
    }
    return all.build(in);
  }

  /** All members of both; objects under the same key merge, else the right one stays. */
  private static ObjectValue merged(Evaluation in, ObjectValue a, ObjectValue b) {
    if (a.size() == 0) {
      return b;
    }
    if (b.size() == 0) {
      return a;
    }
    in.spend(a.size());
    ObjectValue.Builder both = ObjectValue.builder(a.size() + b.size());
    for (int i = 0; i < a.size(); i++) {
      both.put(a.memberKey(i), a.memberValue(i));
    }
    for (int i = 0; i < b.size(); i++) {
      Value key = b.memberKey(i);
      in.spend(key.weight());
      Value value = b.memberValue(i);
      both.put(
          key,
          value instanceof ObjectValue right && both.find(key) instanceof ObjectValue left
              ? merged(in, left, right)
              : value);
    }
    return both.build();
  }

  /** Objects merged one after the other, each member touched once; of one thread. */
  private static final class Merge {
    private final Map<Value, Value> plain = new HashMap<>();
    private final Map<Value, Merge> merged = new HashMap<>();

    void add(Evaluation in, ObjectValue object) {
      in.spend(1);
      for (int i = 0; i < object.size(); i++) {
        put(in, object.memberKey(i), object.memberValue(i));
      }
    }

    private void put(Evaluation in, Value key, Value value) {
      in.spend(key.weight());
      Merge known = merged.get(key);
      if (!(value instanceof ObjectValue object)) {
        merged.remove(key);
        plain.put(key, value);
      } else if (known != null) {
        known.add(in, object);
      } else if (plain.get(key) instanceof ObjectValue before) {
        plain.remove(key);
        Merge both = new Merge();
        both.add(in, before);
        both.add(in, object);
        merged.put(key, both);
      } else {
        plain.put(key, value);
      }
    }

    ObjectValue build(Evaluation in) {
      in.spend(plain.size() + merged.size());
      ObjectValue.Builder members = ObjectValue.builder(plain.size() + merged.size());
      plain.forEach(members::put);
      merged.forEach((key, both) -> members.put(key, both.build(in)));
      return members.build();
    }
  }
}
