// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.policy.place.Names;
import dev.mcpfirewall.policy.place.Places;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A command in pieces, put together: {@code ["rm", "-rf", "x"]}, or {@code "command": "rm", "args":
 * ["-rf", "x"]}. No piece of it says what all of them do.
 */
final class CommandPieces {
  private static final Set<String> ARGUMENTS =
      Set.of("args", "arguments", "argv", "parameters", "params", "options", "flags");

  private CommandPieces() {}

  /** The command line of a list that stands under this name; empty if it is none. */
  static Optional<Value> joined(String name, ArrayValue list) {
    if (list.size() < 2 || !Places.isCommandKey(name)) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    add(list, words);
    return line(words, 1);
  }

  /** The program at this place of the object with the arguments that stand beside it. */
  static Optional<Value> joined(String name, ObjectValue object, int program) {
    if (!(object.memberValue(program) instanceof StringValue first)
        || !Places.isCommandKey(name)
        || isArguments(object, program)) {
      return Optional.empty();
    }
    StringBuilder line = new StringBuilder(first.value());
    boolean more = false;
    for (int i = 0; i < object.size(); i++) {
      if (i != program && isArguments(object, i)) {
        Value rest = object.memberValue(i);
        List<String> words = new ArrayList<>();
        if (rest instanceof ArrayValue list) {
          add(list, words);
        }
        String text = rest instanceof StringValue one ? one.value() : Places.commandLine(words);
        line.append(' ').append(text);
        more = true;
      }
    }
    return more ? Optional.of(StringValue.of(line.toString())) : Optional.empty();
  }

  private static boolean isArguments(ObjectValue object, int index) {
    return object.memberKey(index) instanceof StringValue key
        && key.value().length() <= 32
        && ARGUMENTS.contains(Names.fold(key.value()));
  }

  private static void add(ArrayValue list, List<String> words) {
    for (int i = 0; i < list.size(); i++) {
      Scalars.text(list.get(i)).ifPresent(words::add);
    }
  }

  private static Optional<Value> line(List<String> words, int least) {
    return words.size() > least
        ? Optional.of(StringValue.of(Places.commandLine(words)))
        : Optional.empty();
  }
}
