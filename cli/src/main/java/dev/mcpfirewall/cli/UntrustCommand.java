// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.config.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes trust back. */
@Command(
    name = "untrust",
    description = "Let a project's .mcp-firewall.yaml only make things stricter again.",
    exitCodeList = {"0:it is no longer trusted", "1:it was not trusted"},
    footer = {"  mcp-firewall untrust", "  mcp-firewall untrust ~/work/shop"})
final class UntrustCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The project's directory. Default: where you are.")
  private Path directory = Path.of("");

  private final Surroundings here;

  UntrustCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() throws IOException {
    Path project = here.directory().resolve(directory).normalize();
    boolean was = new Trust(here.home()).remove(project);
    here.out().println((was ? "no longer trusted: " : "was not trusted: ") + project);
    return was ? ExitCode.OK : ExitCode.NO;
  }
}
