// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.collection;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code json.patch} (RFC 6902), also on sets, whose elements are their own keys. All or nothing: a
 * patch that does not fit makes it undefined.
 */
public final class JsonPatch {
  private JsonPatch() {}

  /** The family. */
  public static List<Builtin> list() {
    return List.of(
        new Builtin(
            "json.patch",
            "(object: any, patches: array[object{op: string, path: any}[any: any]]) any",
            (Builtin.Of2) JsonPatch::patch));
  }

  private static @Nullable Value patch(Evaluation in, Value a, Value b) {
    ArrayValue patches = Operand.array(b, 2);
    try {
      Document document = new Document(in, a);
      for (int i = 0; i < patches.size(); i++) {
        apply(in, document, patches.get(i));
      }
      return document.value(List.of());
    } catch (Document.Unfit e) {
      return null;
    }
  }

  private static void apply(Evaluation in, Document document, Value patch) throws Document.Unfit {
    if (!(patch instanceof ObjectValue members)) {
      throw new Document.Unfit();
    }
    String op = attribute(members, "op") instanceof StringValue name ? name.value() : "";
    List<Value> path = path(members, "path");
    switch (op) {
      case "add" -> document.insert(path, attribute(members, "value"));
      case "remove" -> document.delete(path);
      case "replace" -> {
        Value value = attribute(members, "value");
        document.delete(path);
        document.insert(path, value);
      }
      case "move" -> {
        List<Value> from = path(members, "from");
        Value moved = document.value(from);
        document.delete(from);
        document.insert(path, moved);
      }
      case "copy" -> document.insert(path, document.value(path(members, "from")));
      case "test" -> {
        Value there = document.value(path);
        Value wanted = attribute(members, "value");
        in.spend(Math.min(there.weight(), wanted.weight()));
        if (!there.equals(wanted)) {
          throw new Document.Unfit();
        }
      }
      default -> throw new Document.Unfit();
    }
  }

  private static Value attribute(ObjectValue patch, String name) throws Document.Unfit {
    Value value = patch.find(StringValue.of(name));
    if (value == null) {
      throw new Document.Unfit();
    }
    return value;
  }

  private static List<Value> path(ObjectValue patch, String name) throws Document.Unfit {
    return JsonPaths.segments(attribute(patch, name)).orElseThrow(Document.Unfit::new);
  }
}
