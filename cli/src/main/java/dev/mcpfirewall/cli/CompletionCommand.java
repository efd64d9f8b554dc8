// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a completion script. */
@Command(
    name = "completion",
    description = "Write a script that lets a shell complete mcp-firewall's commands and options.",
    footer = {
      "  source <(mcp-firewall completion bash)          # ~/.bashrc",
      "  source <(mcp-firewall completion zsh)           # ~/.zshrc",
      "  mcp-firewall completion fish > ~/.config/fish/completions/mcp-firewall.fish",
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  private final Surroundings here;

  CompletionCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    CommandLine all = Commands.commandLine(here);
    here.out()
        .println(
            switch (shell) {
              // The one script serves both: it loads zsh's emulation of bash when it runs in zsh.
              case bash, zsh -> AutoComplete.bash(Commands.PROGRAM, all);
              case fish -> FishCompletion.of(all);
            });
    return ExitCode.OK;
  }
}
