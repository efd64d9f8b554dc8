// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** A text read as a shell script, and what its commands may do. Immutable. */
public final class ShellScript {
  private static final ShellCommand NONE =
      new ShellCommand(List.of(), List.of(), -1, true, false, 0, 0);

  /** Programs whose names also start sentences. */
  private static final Set<String> SPOKEN =
      Set.of(
          "shutdown",
          "reboot",
          "halt",
          "poweroff",
          "passwd",
          "crontab",
          "kill",
          "service",
          "format",
          "wipe",
          "init",
          "shred");

  private final List<ShellCommand> commands;
  private final boolean redefines;
  private final String text;

  private ShellScript(String text, List<ShellCommand> commands) {
    this.text = text;
    this.commands = List.copyOf(commands);
    this.redefines =
        commands.stream()
            .anyMatch(c -> c.words().stream().anyMatch(w -> w.text().startsWith("TMPDIR=")));
  }

  /** Reads a script. */
  public static ShellScript read(String text) {
    return new ShellScript(text, ShellReader.read(text));
  }

  /**
   * Whether the text starts as a command line does: with a program, an assignment, a path to run.
   */
  public static boolean startsWithProgram(String firstWord) {
    String name =
        firstWord.endsWith(".exe") ? firstWord.substring(0, firstWord.length() - 4) : firstWord;
    return Programs.isKnown(name)
        || WindowsMarkers.startsLine(firstWord)
        || RemoteDeletion.startsSql(firstWord);
  }

  /**
   * Whether a short text that starts at {@code start} may be a command of a program nobody listed.
   */
  public static boolean mayDelete(String text, int start) {
    return RemoteDeletion.mayDelete(text, start);
  }

  /**
   * Every command that the script runs, those included that it hands to further shells: as an
   * argument, or printed into one.
   */
  public List<Step> steps() {
    List<Step> all = new ArrayList<>();
    List<ShellCommand> before = new ArrayList<>();
    for (ShellCommand command : commands) {
      all.addAll(Unwrapping.steps(command));
      for (ShellCommand inner : printed(command, feeding(command, before))) {
        all.addAll(Unwrapping.steps(inner));
      }
      before.add(Unwrapping.bare(command));
    }
    return all;
  }

  /** Tells every danger, with the command it stands in. */
  public void dangers(BiConsumer<Danger, ShellCommand> found) {
    boolean moved = false;
    List<ShellCommand> before = new ArrayList<>();
    boolean plausible = !commands.isEmpty() && Programs.isKnown(commands.getFirst().program());
    for (ShellCommand command : commands) {
      ShellCommand feeding = feeding(command, before);
      boolean fed = feeding != NONE || isFed(command);
      Surroundings around = new Surroundings(fed, moved, redefines, plausible, feeding);
      for (ShellCommand inner : Unwrapping.of(command)) {
        danger(inner, around).ifPresent(danger -> found.accept(danger, command));
        moved |=
            inner.program().equals("cd")
                && !inner.operands().isEmpty()
                && inner.operands().getFirst().startsWith("..");
      }
      printed(command, feeding, around, found);
      before.add(Unwrapping.bare(command));
    }
    whole(found);
  }

  /** What only the text as a whole tells. */
  private void whole(BiConsumer<Danger, ShellCommand> found) {
    ShellCommand all = new ShellCommand(List.of(), List.of(), -1, true, false, 0, text.length());
    WindowsMarkers.of(text).ifPresent(danger -> found.accept(danger, all));
    if (RemoteDeletion.isSql(text)) {
      found.accept(Danger.DELETES_REMOTE, all);
    }
    if (ForkBomb.isIn(text)) {
      found.accept(Danger.FORK_BOMB, all);
    }
    if (commands.size() >= ShellReader.MOST_COMMANDS) {
      found.accept(Danger.UNREADABLE, all);
    }
    if (runsWhatItFetched()) {
      found.accept(Danger.RUNS_DOWNLOAD, all);
    }
  }

  /** Whether a file is fetched, and later made executable and run, or given to a shell. */
  private boolean runsWhatItFetched() {
    boolean fetched = false;
    Set<String> marked = new HashSet<>();
    for (ShellCommand command : commands) {
      ShellCommand plain = Unwrapping.bare(command);
      String program = plain.program();
      if (program.equals("curl") || program.equals("wget")) {
        fetched = true;
        outputs(plain).forEach(file -> marked.add(name(file)));
      } else if (fetched && program.equals("chmod")) {
        plain.operands().forEach(file -> marked.add(name(file)));
      } else if (fetched && !plain.words().isEmpty()) {
        String run =
            Programs.isShell(program) && !plain.operands().isEmpty()
                ? plain.operands().getFirst()
                : plain.words().getFirst().text();
        if (!name(run).isEmpty() && marked.contains(name(run))) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> outputs(ShellCommand fetch) {
    List<String> files = new ArrayList<>();
    for (Redirect redirect : fetch.redirects()) {
      files.add(redirect.target());
    }
    List<Word> words = fetch.words();
    for (int i = 1; i < words.size(); i++) {
      String before = words.get(i - 1).text();
      if (before.equals("-o") || before.equals("-O") || before.equals("--output")) {
        files.add(words.get(i).text());
      }
      if (words.get(i).text().contains("://")) {
        files.add(words.get(i).text());
      }
    }
    return files;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static boolean isFed(ShellCommand command) {
    String program = command.program();
    return program.equals("xargs") || program.equals("parallel");
  }

  private static ShellCommand feeding(ShellCommand command, List<ShellCommand> before) {
    for (int i = before.size() - 1; i >= 0 && !command.first(); i--) {
      if (before.get(i).start() < command.pipeline()) {
        break;
      }
      if (before.get(i).pipeline() == command.pipeline()) {
        return before.get(i);
      }
    }
    return NONE;
  }

  private static void printed(
      ShellCommand command,
      ShellCommand feeding,
      Surroundings around,
      BiConsumer<Danger, ShellCommand> found) {
    for (ShellCommand inner : printed(command, feeding)) {
      for (ShellCommand step : Unwrapping.of(inner)) {
        danger(step, around).ifPresent(danger -> found.accept(danger, command));
      }
    }
  }

  /** A shell, or xargs with one, that reads what {@code echo} prints, runs it. */
  private static List<ShellCommand> printed(ShellCommand command, ShellCommand feeding) {
    boolean prints = feeding.program().equals("echo") || feeding.program().equals("printf");
    boolean runs =
        command.words().stream().anyMatch(w -> Programs.isShell(w.program())) || isFed(command);
    return prints && runs
        ? ShellReader.read(AnsiEscapes.undo(feeding.without(1).line()))
        : List.of();
  }

  private static Optional<Danger> danger(ShellCommand command, Surroundings around) {
    String program = command.program();
    if (SPOKEN.contains(program)
        && command.redirects().isEmpty()
        && RemoteDeletion.isProse(command)) {
      return Optional.empty();
    }
    Optional<Danger> found = Execution.of(command, around);
    if (found.isEmpty()) {
      found = Tampering.of(command);
    }
    if (found.isEmpty()) {
      found = Leaking.of(command, around);
    }
    if (found.isEmpty() && program.equals("git")) {
      return Versioned.of(command);
    }
    if (found.isEmpty()) {
      found = Deletion.of(command, around);
    }
    if (found.isEmpty() && !Programs.TALKERS.contains(program)) {
      found = RemoteDeletion.of(command, around.script() || command.start() == 0);
    }
    return found;
  }
}
