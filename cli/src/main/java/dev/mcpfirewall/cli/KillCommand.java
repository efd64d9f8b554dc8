// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.cli.Surroundings.Paint;
import dev.mcpfirewall.config.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The switch that stops everything: a file, so that any tool can throw it. */
@Command(
    name = "kill",
    description = {
      "Stop everything at once, or go on.",
      "",
      "While the switch is on, every running and every new wrap refuses every call. It takes effect"
          + " at once and lasts until it is switched off.",
      "",
      "The switch is the file `kill` in ~/.mcp-firewall: creating it by any other means is as"
          + " good. A single wrap stops on the signal USR1.",
    },
    footer = {
      "  mcp-firewall kill on --reason \"the agent runs wild\"",
      "  mcp-firewall kill status",
      "  mcp-firewall kill off",
    })
final class KillCommand {
  private KillCommand() {}

  static CommandLine commandLine(Surroundings here) {
    return new CommandLine(new KillCommand())
        .addSubcommand(new On(here))
        .addSubcommand(new Off(here))
        .addSubcommand(new Status(here));
  }

  @Command(
      name = "on",
      description = "Refuse every call from now on.",
      footer = "  mcp-firewall kill on --reason \"looking into an odd call\"")
  private static final class On implements Callable<Integer> {
    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        description = "Why, for whoever asks for the status.")
    private String reason = "";

    private final Surroundings here;

    On(Surroundings here) {
      this.here = here;
    }

    @Override
    public Integer call() throws IOException {
      String when = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      String text = reason.isEmpty() ? when : when + " " + reason;
      PrivateFiles.createDirectory(here.home().directory());
      PrivateFiles.write(here.home().kill(), (text + "\n").getBytes(StandardCharsets.UTF_8));
      here.out().println(here.paint(Paint.BAD, "on") + ": every call is refused");
      here.out().println("  to go on: mcp-firewall kill off");
      return ExitCode.OK;
    }
  }

  @Command(
      name = "off",
      description = "Let calls be decided by the policy again.",
      footer = "  mcp-firewall kill off")
  private static final class Off implements Callable<Integer> {
    private final Surroundings here;

    Off(Surroundings here) {
      this.here = here;
    }

    @Override
    public Integer call() throws IOException {
      boolean was = Files.deleteIfExists(here.home().kill());
      here.out()
          .println(
              here.paint(Paint.GOOD, "off")
                  + (was ? ": calls are decided by the policy again" : ": it was off already"));
      return ExitCode.OK;
    }
  }

  @Command(
      name = "status",
      description = "Say whether the switch is on.",
      exitCodeList = {"0:it is off", "1:it is on"},
      footer = "  mcp-firewall kill status && echo running")
  private static final class Status implements Callable<Integer> {
    private static final int LONGEST = 400;

    private final Surroundings here;

    Status(Surroundings here) {
      this.here = here;
    }

    @Override
    public Integer call() {
      Path file = here.home().kill();
      if (Files.notExists(file)) {
        here.out().println(here.paint(Paint.GOOD, "off") + ": calls are decided by the policy");
        return ExitCode.OK;
      }
      here.out().println(here.paint(Paint.BAD, "on") + ": every call is refused" + since(file));
      here.out().println("  the switch: " + file);
      return ExitCode.NO;
    }

    private static String since(Path file) {
      try {
        String text = Files.readString(file, StandardCharsets.UTF_8).strip();
        String shown = Printable.of(text.substring(0, Math.min(text.length(), LONGEST)));
        return shown.isEmpty() ? "" : " since " + shown;
      } catch (IOException e) {
        // Whoever made the file need not have let us read it; it is on all the same.
        return "";
      }
    }
  }
}
