// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish, which the command library does not write. */
final class FishCompletion {
  private static final String HEAD = "complete -c " + Commands.PROGRAM;

  private final StringBuilder script = new StringBuilder();

  private FishCompletion() {}

  static String of(CommandLine all) {
    FishCompletion completion = new FishCompletion();
    completion.script.append(HEAD).append(" -f\n");
    completion.add(all, "__fish_use_subcommand", "");
    return completion.script.toString();
  }

  /** {@code above}: what holds of the line below this command; `check` is also `rego check`. */
  private void add(CommandLine command, String condition, String above) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      line(condition, names(option) + (option.arity().max() > 0 ? " -r -F" : ""), text(option));
    }
    for (Map.Entry<String, CommandLine> sub : command.getSubcommands().entrySet()) {
      line(condition, " -a " + sub.getKey(), text(sub.getValue().getCommandSpec()));
      String below = above + "__fish_seen_subcommand_from " + sub.getKey();
      boolean twice = above.isEmpty() && isAlsoBelow(command, sub.getKey());
      add(
          sub.getValue(),
          twice ? below + "; and not __fish_seen_subcommand_from rego" : below,
          below + "; and ");
    }
  }

  private static boolean isAlsoBelow(CommandLine all, String name) {
    return all.getSubcommands().values().stream()
        .anyMatch(sub -> sub.getSubcommands().containsKey(name));
  }

  private void line(String condition, String what, String description) {
    script
        .append(HEAD)
        .append(" -n '")
        .append(condition)
        .append("'")
        .append(what)
        .append(" -d '")
        .append(description.replace("\\", "\\\\").replace("'", "\\'"))
        .append("'\n");
  }

  private static String names(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    return names.toString();
  }

  private static String text(OptionSpec option) {
    return option.description().length == 0 ? "" : option.description()[0];
  }

  private static String text(CommandSpec spec) {
    String[] lines = spec.usageMessage().description();
    return lines.length == 0 ? "" : lines[0];
  }
}
