// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a command really runs: behind {@code sudo}, {@code env}, {@code xargs}; in {@code sh
 * -c}, {@code eval}, {@code find -exec}; in an interpreter's one-liner.
 */
final class Unwrapping {
  private static final int DEEPEST = 5;

  /** Among how many words a shell is looked for. */
  private static final int WIDEST = 64;

  private Unwrapping() {}

  /** The command itself without wrappers, then what it runs in turn. */
  static List<ShellCommand> of(ShellCommand command) {
    return steps(command).stream().map(Step::bare).toList();
  }

  /** The command, then what it runs in turn; each as it stands and without wrappers. */
  static List<Step> steps(ShellCommand command) {
    List<Step> all = new ArrayList<>();
    add(command, 0, all);
    return all;
  }

  private static void add(ShellCommand command, int depth, List<Step> all) {
    ShellCommand plain = bare(command);
    all.add(new Step(command, plain));
    if (depth >= DEEPEST || plain.words().isEmpty()) {
      return;
    }
    for (String script : scripts(plain)) {
      for (ShellCommand inner : ShellReader.read(script)) {
        add(at(inner, command), depth + 1, all);
      }
    }
    if (plain.program().equals("find") || plain.program().equals("fd")) {
      executed(plain).ifPresent(inner -> add(inner, depth + 1, all));
    }
  }

  private static ShellCommand at(ShellCommand inner, ShellCommand outer) {
    return new ShellCommand(
        inner.words(),
        inner.redirects(),
        inner.pipeline(),
        inner.first(),
        inner.nested(),
        outer.start(),
        outer.end());
  }

  /** Without keywords, assignments and wrappers in front. */
  static ShellCommand bare(ShellCommand command) {
    int skip = 0;
    List<Word> words = command.words();
    while (skip < words.size()) {
      Word word = words.get(skip);
      String program = word.program();
      if (isAssignment(word) || Programs.KEYWORDS.contains(word.text())) {
        skip++;
      } else if (Programs.WRAPPERS.contains(program) && skip + 1 < words.size()) {
        int next = behindWrapper(words, skip);
        if (next < 0) {
          break;
        }
        skip = next;
      } else {
        break;
      }
    }
    return skip == 0 ? command : command.without(Math.min(skip, words.size()));
  }

  /**
   * Where the wrapped command starts: at the first known program behind the wrapper, else its first
   * operand.
   */
  private static int behindWrapper(List<Word> words, int wrapper) {
    String program = words.get(wrapper).program();
    String option = words.get(wrapper + 1).text();
    boolean asks = program.equals("command") && option.startsWith("-") && option.indexOf('v') > 0;
    if (asks && words.size() == wrapper + 3) {
      return -1;
    }
    int operand = -1;
    int seen = 0;
    for (int i = wrapper + 1; i < words.size() && seen < 12; i++) {
      Word word = words.get(i);
      if (word.isOption() || isAssignment(word) || word.text().equals("--")) {
        continue;
      }
      seen++;
      if (Programs.isKnown(word.program()) || word.text().indexOf(' ') > 0) {
        return i;
      }
      operand = operand < 0 ? i : operand;
      if (!words.get(i - 1).isOption() && i > wrapper + 1 && !program.equals("timeout")) {
        break;
      }
    }
    return operand;
  }

  private static boolean isAssignment(Word word) {
    int equals = word.text().indexOf('=');
    if (equals <= 0) {
      return false;
    }
    for (int i = 0; i < equals; i++) {
      char c = word.text().charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_' && !(c == '+' && i == equals - 1)) {
        return false;
      }
    }
    return true;
  }

  /** Texts this command runs as shell scripts. */
  private static List<String> scripts(ShellCommand command) {
    List<String> found = new ArrayList<>();
    String program = command.program();
    List<Word> words = command.words();
    if (program.equals("eval") || program.equals("trap")) {
      found.add(command.without(1).line());
    }
    if (words.getFirst().quoted() && words.getFirst().text().indexOf(' ') > 0) {
      found.add(words.getFirst().text());
    }
    if (program.equals("ssh") && command.operands().size() > 1) {
      found.add(String.join(" ", command.operands().subList(1, command.operands().size())));
    }
    if ((program.equals("docker") || program.equals("podman") || program.equals("kubectl"))
        && command.has("--")) {
      int dashes = words.stream().map(Word::text).toList().indexOf("--");
      found.add(command.without(dashes + 1).line());
    }
    for (int i = 0; i + 1 < words.size() && i < WIDEST; i++) {
      String name = words.get(i).program();
      boolean shell =
          Programs.isShell(name)
              || name.equals("su")
              || name.equals("script")
              || name.equals("cmd")
              || i == 0 && words.get(i).text().startsWith("$");
      if (shell) {
        argument(words, i, 'c').ifPresent(found::add);
      } else if (i == 0 && Programs.isInterpreter(name)) {
        argument(words, i, 'c').or(() -> code(words)).ifPresent(code -> quotedIn(code, found));
      }
    }
    if (Programs.isShell(program)) {
      command.redirects().stream()
          .filter(redirect -> redirect.kind() == Redirect.Kind.TEXT)
          .forEach(redirect -> found.add(redirect.target()));
    }
    return found;
  }

  private static Optional<String> code(List<Word> words) {
    for (Word word : words) {
      if (word.quoted() && word.text().startsWith("-e") && word.text().length() > 4) {
        return Optional.of(word.text().substring(2));
      }
    }
    return argument(words, 0, 'e')
        .or(() -> argument(words, 0, 'r'))
        .or(() -> argument(words, 0, 'E'));
  }

  /** The word behind an option group that ends in {@code letter}. */
  private static Optional<String> argument(List<Word> words, int from, char letter) {
    for (int i = from + 1; i + 1 < words.size() && i < from + WIDEST; i++) {
      String text = words.get(i).text();
      if (text.length() > 1
          && text.charAt(0) == '-'
          && text.charAt(1) != '-'
          && text.length() < 6
          && text.charAt(text.length() - 1) == letter) {
        int next =
            words.get(i + 1).text().equals("--") || words.get(i + 1).text().equals(":::")
                ? i + 2
                : i + 1;
        return next < words.size() ? Optional.of(words.get(next).text()) : Optional.empty();
      }
      if (text.startsWith("--command=")) {
        return Optional.of(text.substring(10));
      }
    }
    return Optional.empty();
  }

  /** The code of a one-liner, and each string in it that may be a command. */
  private static void quotedIn(String code, List<String> found) {
    found.add(code);
    int at = 0;
    while (at < code.length() && found.size() < 32) {
      char c = code.charAt(at);
      if (c == '\'' || c == '"' || c == '`') {
        int close = code.indexOf(c, at + 1);
        if (close < 0) {
          return;
        }
        if (close - at > 4) {
          found.add(code.substring(at + 1, close));
        }
        at = close;
      }
      at++;
    }
  }

  /** What {@code find -exec} runs. */
  private static Optional<ShellCommand> executed(ShellCommand find) {
    List<Word> words = find.words();
    for (int i = 1; i + 1 < words.size(); i++) {
      String text = words.get(i).text();
      if (text.startsWith("-exec") || text.startsWith("-ok") || text.equals("-x")) {
        int end = i + 1;
        while (end < words.size()
            && !words.get(end).text().equals(";")
            && !words.get(end).text().equals("+")) {
          end++;
        }
        return Optional.of(
            new ShellCommand(
                words.subList(i + 1, end),
                List.of(),
                find.pipeline(),
                false,
                find.nested(),
                find.start(),
                find.end()));
      }
    }
    return Optional.empty();
  }
}
