// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.policy.place.Names;
import dev.mcpfirewall.policy.place.Places;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.JsonException;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The values that rules ask about, taken out of what a message gives: each as {@code [value, name
 * it stands under]}, or with its place as a third. A list or an object stands for its parts.
 *
 * <p>An argument is found under every spelling of its name that some receiver takes for it: readers
 * of JSON that do not tell case apart are many. A text that is itself a list or an object in JSON
 * is that, too: there are servers that read such texts where they want a list. One such walk, of
 * one thread.
 */
final class Items {
  /** Any value, however deep. */
  static final String ANY = "*";

  /**
   * Of any value whatever, longer texts are contents of files: their parts are nobody's arguments.
   */
  private static final int CONTENTS = 64 << 10;

  /** Texts in texts that are read. */
  private static final int DEEPEST = 3;

  /** As those read it who would: the last of equal keys counts. */
  private static final Json.Options LENIENT = new Json.Options(256, Json.Duplicates.LAST);

  private final Evaluation in;
  private final boolean keys;
  private final boolean places;
  private final List<Value> found = new ArrayList<>(4);
  private int inTexts;
  private int longestText = Integer.MAX_VALUE;

  private Items(Evaluation in, boolean keys, boolean places) {
    this.in = in;
    this.keys = keys;
    this.places = places;
  }

  /**
   * The values of an argument.
   *
   * @param at its name, a JSON Pointer, or {@link #ANY}
   * @param keys whether the keys of objects are values, too, and commands that are in pieces; such
   *     a key stands under {@code null}
   */
  static ArrayValue of(Evaluation in, Value given, String at, boolean keys) {
    return new Items(in, keys, false).all(given, at, "");
  }

  /** All values but those within texts, without keys. */
  static ArrayValue asSent(Evaluation in, Value given) {
    Items items = new Items(in, false, false);
    items.inTexts = DEEPEST;
    return items.all(given, ANY, "");
  }

  /** The values within a text that stands under this name; none if it holds none. */
  static ArrayValue within(Evaluation in, StringValue text, String name) {
    Items items = new Items(in, false, false);
    items.inside(text, read -> items.walk(read, name, ""));
    return ArrayValue.of(items.found);
  }

  /**
   * The same with their places.
   *
   * @param prefix the pointer to {@code given}
   */
  static ArrayValue placed(Evaluation in, Value given, String at, boolean keys, String prefix) {
    return new Items(in, keys, true).all(given, at, prefix);
  }

  private ArrayValue all(Value given, String at, String prefix) {
    if (at.equals(ANY)) {
      longestText = CONTENTS;
      walk(given, "", prefix);
    } else {
      find(given, steps(at), 0, "", prefix);
    }
    return ArrayValue.of(found);
  }

  private static String[] steps(String at) {
    if (!at.startsWith("/")) {
      return new String[] {at};
    }
    String[] steps = at.substring(1).split("/", -1);
    for (int i = 0; i < steps.length; i++) {
      steps[i] = steps[i].replace("~1", "/").replace("~0", "~");
    }
    return steps;
  }

  private void find(Value value, String[] steps, int next, String name, String place) {
    in.spend(1);
    if (next == steps.length) {
      walk(value, name, place);
    } else if (value instanceof ObjectValue object) {
      Optional<CommandPieces> pieces = next + 1 == steps.length ? pieces(object) : Optional.empty();
      for (int i = 0; i < object.size(); i++) {
        String key = key(object, i);
        if (isMeant(key, steps, next, object.memberValue(i))) {
          join(pieces, i, key, member(place, key));
          find(object.memberValue(i), steps, next + 1, key, member(place, key));
        }
      }
    } else if (value instanceof ArrayValue array) {
      Value element = element(array, steps[next]);
      if (element != null) {
        find(element, steps, next + 1, name, member(place, steps[next]));
      }
    } else {
      inside(value, read -> find(read, steps, next, name, place));
    }
  }

  /** What a text holds stands where the text does. */
  private void inside(Value value, Consumer<Value> then) {
    Value read = inTexts < DEEPEST && !isContents(value) ? read(value) : null;
    if (read != null) {
      in.spend(1 + ((StringValue) value).value().length() / 64);
      inTexts++;
      then.accept(read);
      inTexts--;
    }
  }

  private boolean isContents(Value value) {
    return value instanceof StringValue text && text.value().length() > longestText;
  }

  /** The list, object or text that a text is in JSON; null if it is none. */
  private static @Nullable Value read(Value value) {
    if (!(value instanceof StringValue text) || !mayBeJson(text.value())) {
      return null;
    }
    try {
      byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
      return Json.view(bytes, LENIENT);
    } catch (JsonException none) {
      return null;
    }
  }

  private static boolean mayBeJson(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start + 1 && text.charAt(end - 1) <= ' ') {
      end--;
    }
    if (end - start < 2) {
      return false;
    }
    char last = text.charAt(end - 1);
    return switch (text.charAt(start)) {
      case '[' -> last == ']';
      case '{' -> last == '}';
      case '"' -> last == '"';
      default -> false;
    };
  }

  private static @Nullable Value element(ArrayValue array, String step) {
    int index = 0;
    if (step.isEmpty() || step.length() > 9) {
      return null;
    }
    for (int i = 0; i < step.length(); i++) {
      if (step.charAt(i) < '0' || step.charAt(i) > '9') {
        return null;
      }
      index = index * 10 + step.charAt(i) - '0';
    }
    return index < array.size() ? array.get(index) : null;
  }

  private static boolean isMeant(String key, String[] steps, int next, Value value) {
    return resembles(key, steps[next])
        || next == 0 && steps.length == 1 && isFileUri(key, steps[next], value);
  }

  private static boolean resembles(String key, String name) {
    return key.equals(name) || Names.fold(key).equals(Names.fold(name));
  }

  /** A {@code file:} URI is a path, too. */
  private static boolean isFileUri(String key, String name, Value value) {
    return name.equals("path")
        && resembles(key, "uri")
        && value instanceof StringValue uri
        && Places.isFileUrl(uri.value());
  }

  private void walk(Value value, String name, String place) {
    in.spend(1);
    if (value instanceof ObjectValue object) {
      Optional<CommandPieces> pieces = pieces(object);
      for (int i = 0; i < object.size(); i++) {
        String key = key(object, i);
        String below = member(place, key);
        if (keys) {
          add(object.memberKey(i), NullValue.NULL, below);
        }
        join(pieces, i, key, below);
        walk(object.memberValue(i), key, below);
      }
    } else if (value instanceof ArrayValue array) {
      if (keys) {
        CommandPieces.joined(name, array).ifPresent(line -> add(line, StringValue.of(name), place));
      }
      for (int i = 0; i < array.size(); i++) {
        walk(array.get(i), name, places ? member(place, Integer.toString(i)) : place);
      }
    } else {
      add(value, StringValue.of(name), place);
      inside(value, read -> walk(read, name, place));
    }
  }

  private Optional<CommandPieces> pieces(ObjectValue object) {
    return keys ? Optional.of(CommandPieces.of(object)) : Optional.empty();
  }

  private void join(Optional<CommandPieces> pieces, int index, String key, String place) {
    pieces
        .flatMap(all -> all.line(in, key, index))
        .ifPresent(line -> add(line, StringValue.of(key), place));
  }

  private String member(String place, String key) {
    return places && inTexts == 0 ? place + "/" + key.replace("~", "~0").replace("/", "~1") : place;
  }

  private static String key(ObjectValue object, int index) {
    return object.memberKey(index) instanceof StringValue key ? key.value() : "";
  }

  private void add(Value value, Value under, String place) {
    found.add(
        places ? ArrayValue.of(value, under, StringValue.of(place)) : ArrayValue.of(value, under));
  }

  /**
   * Whether an argument is there.
   *
   * @param exactly whether it is spelt just so
   */
  static boolean has(Value given, String at, boolean exactly) {
    if (at.equals(ANY)) {
      return given instanceof ObjectValue object
          ? object.size() > 0
          : !(given instanceof ArrayValue array) || array.size() > 0;
    }
    return has(given, steps(at), 0, exactly);
  }

  private static boolean has(Value value, String[] steps, int next, boolean exactly) {
    if (next == steps.length) {
      return true;
    }
    if (value instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        String key = key(object, i);
        boolean same =
            exactly
                ? key.equals(steps[next])
                    || next == 0
                        && steps.length == 1
                        && isFileUri(key, steps[next], object.memberValue(i))
                : isMeant(key, steps, next, object.memberValue(i));
        if (same && has(object.memberValue(i), steps, next + 1, exactly)) {
          return true;
        }
      }
    } else if (value instanceof ArrayValue array) {
      Value element = element(array, steps[next]);
      return element != null && has(element, steps, next + 1, exactly);
    } else if (!exactly) {
      Value read = read(value);
      return read != null && !(read instanceof StringValue) && has(read, steps, next, false);
    }
    return false;
  }
}
