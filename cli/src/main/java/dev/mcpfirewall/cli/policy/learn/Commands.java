// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

import dev.mcpfirewall.ShellAndHosts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Command lines by their first words: {@code git status} with any plain words behind it. What runs
 * other programs, takes things away or sends them out is named as it was, word by word.
 */
final class Commands {
  private static final int LONGEST = 1000;

  /** Only look, whatever plain words follow. */
  private static final Set<String> LOOKING =
      Set.of(
          "ls", "cat", "head", "tail", "wc", "grep", "pwd", "echo", "whoami", "stat", "du", "df",
          "diff", "which", "uname");

  /** The second word says what they do. */
  private static final Set<String> BY_SECOND_WORD =
      Set.of(
          "git",
          "npm",
          "pnpm",
          "yarn",
          "docker",
          "kubectl",
          "cargo",
          "mvn",
          "go",
          "pip",
          "gh",
          "systemctl",
          "brew",
          "terraform");

  /** Second words that hand what follows to something else. */
  private static final Set<String> RUNNING =
      Set.of(
          "run",
          "exec",
          "x",
          "dlx",
          "shell",
          "ssh",
          "eval",
          "config",
          "alias",
          "rebase",
          "bisect",
          "submodule",
          "install",
          "api",
          "apply",
          "create",
          "explore",
          "script",
          "extension");

  private static final String WORDS = "(?: [A-Za-z0-9_./:=@,+-]+)*";

  private Commands() {}

  /** Whether an argument of this name is a command line. */
  static boolean isCommand(String argument) {
    String name =
        argument.substring(argument.lastIndexOf('/') + 1).toLowerCase(java.util.Locale.ROOT);
    return name.matches(".*(?:command|command_?line|cmd|script|shell|argv)");
  }

  /** What all these command lines pass; none if they have to be named one by one. */
  static Optional<Map<String, Object>> of(Collection<String> lines) {
    ShellAndHosts shells = new ShellAndHosts();
    NavigableSet<String> openings = new TreeSet<>();
    NavigableSet<String> exact = new TreeSet<>();
    for (String line : lines) {
      if (line.isBlank() || line.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
        return Optional.empty();
      }
      List<String> parts = new ArrayList<>(List.of(line));
      // A rule that lets pass is asked about each command that a line runs.
      shells.commands(line).forEach(run -> parts.add(String.join(" ", run.words())));
      for (String part : parts) {
        firstWords(part).ifPresentOrElse(openings::add, () -> exact.add(Hosts.quoted(part)));
      }
    }
    exact.remove("");
    List<String> alternatives = new ArrayList<>(exact);
    if (!openings.isEmpty()) {
      alternatives.add("(?:" + String.join("|", openings) + ")" + WORDS);
    }
    String regex = "^(?:" + String.join("|", alternatives) + ")$";
    return regex.length() > LONGEST ? Optional.empty() : Optional.of(Map.of("regex", regex));
  }

  /** The words that say what a plain command line does; none if more has to be looked at. */
  static Optional<String> firstWords(String line) {
    if (!line.matches("[a-z]+" + WORDS)) {
      return Optional.empty();
    }
    String[] words = line.split(" ", -1);
    if (LOOKING.contains(words[0])) {
      return Optional.of(words[0]);
    }
    return BY_SECOND_WORD.contains(words[0])
            && words.length > 1
            && words[1].matches("[a-z][a-z-]*")
            && !RUNNING.contains(words[1])
        ? Optional.of(words[0] + " " + words[1])
        : Optional.empty();
  }
}
