// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.policy.place.Names;
import dev.mcpfirewall.policy.place.Places;
import dev.mcpfirewall.rego.builtin.Evaluation;
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
 * ["-rf", "x"]}. No piece of it says what all of them do. Of one object, and of one thread.
 */
final class CommandPieces {
  private static final int LONGEST_KEY = 32;
  private static final Set<String> ARGUMENTS =
      Set.of("args", "arguments", "argv", "parameters", "params", "options", "flags");

  private final ObjectValue object;
  private final String arguments;

  private CommandPieces(ObjectValue object, String arguments) {
    this.object = object;
    this.arguments = arguments;
  }

  /** Those of an object, in one pass over its keys. */
  static CommandPieces of(ObjectValue object) {
    StringBuilder line = new StringBuilder(0);
    for (int i = 0; i < object.size(); i++) {
      if (isArguments(object, i)) {
        line.append(' ').append(text(object.memberValue(i)));
      }
    }
    return new CommandPieces(object, line.toString());
  }

  /** The program at this place with the arguments that stand beside it. */
  Optional<Value> line(Evaluation in, String name, int program) {
    if (arguments.isEmpty()
        || !(object.memberValue(program) instanceof StringValue first)
        || !Places.isCommandKey(name)
        || isArguments(object, program)) {
      return Optional.empty();
    }
    // Each of many programs would make all arguments anew.
    in.spend(1 + arguments.length());
    return Optional.of(StringValue.of(first.value() + arguments));
  }

  /** The command line of a list that stands under this name; empty if it is none. */
  static Optional<Value> joined(String name, ArrayValue list) {
    if (list.size() < 2 || !Places.isCommandKey(name)) {
      return Optional.empty();
    }
    List<String> words = words(list);
    return words.size() > 1
        ? Optional.of(StringValue.of(Places.commandLine(words)))
        : Optional.empty();
  }

  private static String text(Value arguments) {
    return switch (arguments) {
      case StringValue one -> one.value();
      case ArrayValue list -> Places.commandLine(words(list));
      default -> "";
    };
  }

  private static boolean isArguments(ObjectValue object, int index) {
    return object.memberKey(index) instanceof StringValue key
        && key.value().length() <= LONGEST_KEY
        && ARGUMENTS.contains(Names.fold(key.value()));
  }

  private static List<String> words(ArrayValue list) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Scalars.text(list.get(i)).ifPresent(words::add);
    }
    return words;
  }
}
