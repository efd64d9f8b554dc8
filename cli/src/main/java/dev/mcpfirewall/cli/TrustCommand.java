// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Layer.Origin;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.config.Trust;
import dev.mcpfirewall.policy.PolicyLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a project's file loosen things. */
@Command(
    name = "trust",
    description = {
      "Let a project's .mcp-firewall.yaml also make things looser.",
      "",
      "Without this such a file can only make things stricter, so that a repository you have just"
          + " cloned cannot open its reader's firewall. Read the file first. The trust is bound to"
          + " the directory and to what the file says now: when it changes, trust it again.",
    },
    exitCodeList = {"0:it is trusted", "1:there is no such file"},
    footer = {
      "  mcp-firewall trust",
      "  mcp-firewall trust ~/work/shop",
      "  mcp-firewall trust --list"
    })
final class TrustCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The project's directory. Default: where you are.")
  private Path directory = Path.of("");

  @Option(names = "--list", description = "Show what is trusted.")
  private boolean list;

  private final Surroundings here;

  TrustCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() throws IOException {
    Trust trust = new Trust(here.home());
    if (list) {
      trust.entries().forEach(entry -> here.out().println(entry.directory()));
      return ExitCode.OK;
    }
    Path project = here.directory().resolve(directory).normalize();
    Path file = project.resolve(ConfigFiles.PROJECT_FILE);
    if (!Files.exists(file)) {
      here.err().println("mcp-firewall: there is no " + file);
      here.err().println("  help: a project's file is named " + ConfigFiles.PROJECT_FILE);
      return ExitCode.NO;
    }
    ConfigFiles files = new ConfigFiles(here.home());
    Layer layer = files.read(Origin.PROJECT, file);
    List<Problem> loosened = loosened(files, layer);
    trust.add(project, layer.digest());
    here.out().println("trusted " + file);
    loosened.forEach(problem ->
        here.out().println("  line " + problem.at().line() + ": " + whatItDoes(problem)));
    return ExitCode.OK;
  }

  /** What the file makes looser than the person's own; also finds what is wrong with it. */
  private List<Problem> loosened(ConfigFiles files, Layer project) {
    List<Layer> layers = new ArrayList<>();
    if (Files.exists(here.home().config())) {
      layers.add(files.read(Origin.USER, here.home().config()));
    }
    layers.add(project);
    return new PolicyLoader(here.home()).combine(layers).warnings();
  }

  private static String whatItDoes(Problem problem) {
    return problem
        .message()
        .replace("ignored: ", "")
        .replace(" here is not stricter than your own settings", " now takes effect");
  }
}
