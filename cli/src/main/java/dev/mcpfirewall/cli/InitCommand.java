// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.PrivateFiles;
import dev.mcpfirewall.policy.PolicyDifference;
import dev.mcpfirewall.policy.PolicyDifference.Change;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.PolicyLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a first configuration, and shows what it changes before it takes another's place. */
@Command(
    name = "init",
    description = {
      "Write a first, commented configuration to ~/.mcp-firewall/config.yaml.",
      "",
      "mcp-firewall works without one: the defaults are meant to be good. Write one to change them.",
      "What would change is shown first; a configuration that is there is replaced with --force only.",
    },
    exitCodeList = {"0:it was written", "1:there is one already"},
    footer = {
      "  mcp-firewall init",
      "  mcp-firewall init --profile company-laptop",
      "  mcp-firewall init --enterprise --force",
    })
final class InitCommand implements Callable<Integer> {
  private static final int WIDEST = 100;

  /** The starter configurations. */
  enum Profile {
    minimal,
    developer,
    company_laptop,
    enterprise,
    strict;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = {
        "minimal: the defaults, spelt out (the default).",
        "developer: for coding agents: work passes, credentials do not.",
        "company-laptop: asks before anything is sent; keychains and browser profiles are closed.",
        "enterprise: asks about whatever nobody has decided; roles by agent.",
        "strict: only the tools you name; every finding is refused.",
      })
  private Profile profile = Profile.minimal;

  @Option(names = "--enterprise", description = "The same as --profile enterprise.")
  private boolean enterprise;

  @Option(names = "--force", description = "Replace a configuration that is there.")
  private boolean force;

  private final Surroundings here;

  InitCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() throws IOException {
    Path file = here.home().config();
    byte[] starter = starter(enterprise ? Profile.enterprise : profile);
    boolean present = Files.exists(file);
    show(starter, present);
    if (present && !force) {
      here.err().println("mcp-firewall: there is a configuration already: " + file);
      here.err().println("  help: `--force` replaces it; nothing was written");
      return ExitCode.NO;
    }
    PrivateFiles.createDirectory(here.home().directory());
    PrivateFiles.write(file, starter);
    here.out().println("wrote " + file);
    here.out().println("  next: mcp-firewall doctor");
    return ExitCode.OK;
  }

  private void show(byte[] starter, boolean present) {
    ConfigFiles files = new ConfigFiles(here.home());
    PolicyFile after = policy(List.of(files.builtIn("starter", starter)));
    Optional<PolicyFile> before = present ? read(files) : Optional.of(PolicyFile.DEFAULTS);
    if (before.isEmpty()) {
      here.out().println("what is there cannot be used; `mcp-firewall doctor` says why");
      return;
    }
    PolicyDifference difference = PolicyDifference.between(before.get(), after);
    if (difference.isEmpty()) {
      here.out().println("it changes nothing that is in force");
      return;
    }
    here.out().println("what it changes; `!` may let pass what does not pass now:");
    difference.changes().forEach(change -> here.out().println(line(change)));
  }

  private String line(Change change) {
    String text =
        change.key()
            + ": "
            + change.before().map(InitCommand::shortened).orElse("(nothing)")
            + " -> "
            + change.after().map(InitCommand::shortened).orElse("(nothing)");
    String safe = Printable.of(text);
    return change.looser() ? here.paint(Surroundings.Paint.DOUBTFUL, "! " + safe) : "  " + safe;
  }

  private static String shortened(String value) {
    return value.length() <= WIDEST ? value : value.substring(0, WIDEST) + "…";
  }

  private Optional<PolicyFile> read(ConfigFiles files) {
    try {
      return Optional.of(policy(List.of(files.read(Layer.Origin.USER, here.home().config()))));
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }

  private PolicyFile policy(List<Layer> layers) {
    return new PolicyLoader(here.home()).combine(layers).policy();
  }

  private static byte[] starter(Profile profile) throws IOException {
    String name = "policies/" + profile + ".yaml";
    try (InputStream in = InitCommand.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks " + name);
      }
      return in.readAllBytes();
    }
  }
}
