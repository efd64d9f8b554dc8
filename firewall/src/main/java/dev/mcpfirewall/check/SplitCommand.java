// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A command in pieces, put together: {@code ["rm", "-rf", "/"]}, or {@code "command": "rm", "args":
 * ["-rf", "/"]}. No piece of it says what all of them do.
 *
 * @param first the piece that stands for the whole
 * @param text all pieces as a shell would be given them
 */
record SplitCommand(Value first, Bytes text) {
  private static final int LONGEST = 4096;
  private static final Set<String> PROGRAMS =
      Set.of("command", "cmd", "program", "executable", "exec");
  private static final Set<String> ARGUMENTS =
      Set.of("args", "arguments", "argv", "parameters", "params", "options", "flags");

  /** Every command in pieces in the document. Linear: each value has one parent. */
  static List<SplitCommand> in(Document document) {
    List<SplitCommand> found = new ArrayList<>(0);
    for (int i = 1; i < document.size(); i++) {
      Value value = document.at(i);
      if (value.is(Kind.ARRAY) && value.next() - i > 2 && mayBeCommand(value)) {
        joined(Optional.empty(), value).ifPresent(found::add);
      } else if (value.is(Kind.OBJECT) && value.next() - i > 4) {
        programWithArguments(value).ifPresent(found::add);
      }
    }
    return found;
  }

  /** A list of paths or words is no command line: it has an option, or a name that says so. */
  private static boolean mayBeCommand(Value array) {
    Document document = array.document();
    Value before = document.at(array.index() - 1);
    if (before.isKey() && (isNamed(before, PROGRAMS) || isNamed(before, ARGUMENTS))) {
      return true;
    }
    for (int i = array.index() + 1; i < array.next(); i = document.at(i).next()) {
      Value piece = document.at(i);
      if (piece.is(Kind.STRING) && start(piece).startsWith("-")) {
        return true;
      }
    }
    return false;
  }

  private static Optional<SplitCommand> programWithArguments(Value object) {
    Optional<Value> program = Optional.empty();
    Optional<Value> arguments = Optional.empty();
    for (Value.Member member : object.members()) {
      Value value = member.value();
      if (value.is(Kind.STRING) && isNamed(member.key(), PROGRAMS)) {
        program = Optional.of(value);
      } else if ((value.is(Kind.ARRAY) || value.is(Kind.STRING))
          && isNamed(member.key(), ARGUMENTS)) {
        arguments = Optional.of(value);
      }
    }
    return program.isPresent() && arguments.isPresent()
        ? joined(program, arguments.get())
        : Optional.empty();
  }

  private static boolean isNamed(Value key, Set<String> names) {
    return key.inside().length() <= 16 && names.contains(key.text().toLowerCase(Locale.ROOT));
  }

  private static Optional<SplitCommand> joined(Optional<Value> program, Value arguments) {
    StringBuilder text = new StringBuilder();
    program.ifPresent(value -> text.append(start(value)));
    Optional<Value> first = program;
    if (arguments.is(Kind.STRING)) {
      text.append(' ').append(start(arguments));
    }
    int pieces = 0;
    Document document = arguments.document();
    int behind = arguments.is(Kind.ARRAY) ? arguments.next() : 0;
    for (int i = arguments.index() + 1; i < behind && text.length() < LONGEST; ) {
      Value piece = document.at(i);
      i = piece.next();
      if (piece.is(Kind.STRING)) {
        text.append(text.isEmpty() ? "" : " ").append(word(start(piece)));
        first = first.or(() -> Optional.of(piece));
        pieces++;
      }
    }
    return program.isEmpty() && pieces < 2
        ? Optional.empty()
        : first.map(value -> new SplitCommand(value, Bytes.utf8(text.toString())));
  }

  private static String start(Value value) {
    String text = value.text();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  /** What has spaces is one word all the same. */
  private static String word(String piece) {
    boolean whole = piece.chars().noneMatch(c -> c <= ' ' || c == '\'' || c == '"' || c == '\\');
    return whole && !piece.isEmpty() ? piece : '\'' + piece.replace("'", "'\\''") + '\'';
  }
}
