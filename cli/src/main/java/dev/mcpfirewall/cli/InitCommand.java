// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.config.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a first configuration. */
@Command(
    name = "init",
    description = {
      "Write a first configuration, with every key explained, to ~/.mcp-firewall/config.yaml.",
      "",
      "mcp-firewall works without one: the defaults are meant to be good. Write one to change them.",
    },
    exitCodeList = {"0:it was written", "1:there is one already"},
    footer = {
      "  mcp-firewall init",
      "  mcp-firewall init --profile strict",
      "  mcp-firewall init --profile developer --force",
    })
final class InitCommand implements Callable<Integer> {
  /** The starter configurations. */
  enum Profile {
    minimal,
    developer,
    strict
  }

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = {
        "minimal: the defaults, spelt out (the default).",
        "developer: for coding agents: e-mail addresses and phone numbers stay in what is read.",
        "strict: only the tools you name; every finding is refused.",
      })
  private Profile profile = Profile.minimal;

  @Option(names = "--force", description = "Replace a configuration that is there.")
  private boolean force;

  private final Surroundings here;

  InitCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() throws IOException {
    Path file = here.home().config();
    if (Files.exists(file) && !force) {
      here.err().println("mcp-firewall: there is a configuration already: " + file);
      here.err().println("  help: `--force` replaces it");
      return ExitCode.NO;
    }
    PrivateFiles.createDirectory(here.home().directory());
    PrivateFiles.write(file, starter());
    here.out().println("wrote " + file);
    here.out().println("  next: mcp-firewall doctor");
    return ExitCode.OK;
  }

  private byte[] starter() throws IOException {
    String name = "policies/" + profile.name().toLowerCase(Locale.ROOT) + ".yaml";
    try (InputStream in = InitCommand.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks " + name);
      }
      return in.readAllBytes();
    }
  }
}
