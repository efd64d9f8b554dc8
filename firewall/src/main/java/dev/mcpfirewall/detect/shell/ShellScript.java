package dev.mcpfirewall.detect.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A text read as a shell script, and what its commands may do. Immutable. */
public final class ShellScript {
  private static final ShellCommand NONE = new ShellCommand(List.of(), List.of(), -1, true, false, 0, 0);
  private final List<ShellCommand> commands;
  private final boolean redefines;

  private ShellScript(List<ShellCommand> commands) {
    this.commands = List.copyOf(commands);
    this.redefines =
        commands.stream().anyMatch(c -> c.words().stream().anyMatch(w -> w.text().startsWith("TMPDIR=")));
  }

  /** Reads a script. */
  public static ShellScript read(String text) {
    return new ShellScript(ShellReader.read(text));
  }

  /** Whether the text starts as a command line does: with a program, an assignment, a path to run. */
  public static boolean startsWithProgram(String firstWord) {
    return Programs.isKnown(firstWord);
  }

  /** Tells every danger, with the command it stands in. */
  public void dangers(BiConsumer<Danger, ShellCommand> found) {
    boolean moved = false;
    List<ShellCommand> before = new ArrayList<>();
    for (ShellCommand command : commands) {
      ShellCommand feeding = feeding(command, before);
      boolean fed = feeding != NONE || isFed(command);
      Surroundings around = new Surroundings(fed, moved, redefines, feeding);
      for (ShellCommand inner : Unwrapping.of(command)) {
        danger(inner, around).ifPresent(danger -> found.accept(danger, command));
        moved |= inner.program().equals("cd") && !inner.operands().isEmpty() && inner.operands().getFirst().startsWith("..");
      }
      printed(command, feeding, around, found);
      before.add(Unwrapping.bare(command));
    }
  }

  private static boolean isFed(ShellCommand command) {
    String program = command.program();
    return program.equals("xargs") || program.equals("parallel");
  }

  private static ShellCommand feeding(ShellCommand command, List<ShellCommand> before) {
    for (int i = before.size() - 1; i >= 0 && !command.first(); i--) {
      if (before.get(i).pipeline() == command.pipeline()) {
        return before.get(i);
      }
    }
    return NONE;
  }

  /** A shell, or xargs with one, that reads what {@code echo} prints, runs it. */
  private static void printed(
      ShellCommand command, ShellCommand feeding, Surroundings around, BiConsumer<Danger, ShellCommand> found) {
    boolean prints = feeding.program().equals("echo") || feeding.program().equals("printf");
    boolean runs = command.words().stream().anyMatch(w -> Programs.isShell(w.program())) || isFed(command);
    if (!prints || !runs) {
      return;
    }
    String text = AnsiEscapes.undo(feeding.without(1).line());
    for (ShellCommand inner : ShellReader.read(text)) {
      for (ShellCommand step : Unwrapping.of(inner)) {
        danger(step, around).ifPresent(danger -> found.accept(danger, command));
      }
    }
  }

  private static Optional<Danger> danger(ShellCommand command, Surroundings around) {
    String program = command.program();
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
      found = RemoteDeletion.of(command);
    }
    return found;
  }
}
