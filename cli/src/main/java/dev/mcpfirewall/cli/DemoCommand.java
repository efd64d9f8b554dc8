// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.cli.demo.Demo;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: what the firewall does, shown in ten seconds. */
@Command(
    name = "demo",
    description = {
      "Play a harmless, a dangerous and a leaking call through a real server, and show each decision.",
      "It plays in a temporary directory: your configuration and your audit log are left alone."
    },
    footer = {"  mcp-firewall demo", "  mcp-firewall demo --server vulnerable"})
final class DemoCommand implements Callable<Integer> {
  /** The servers to play with. */
  enum Server {
    filesystem,
    vulnerable
  }

  @Option(
      names = "--server",
      paramLabel = "NAME",
      defaultValue = "filesystem",
      description = {
        "`filesystem`: @modelcontextprotocol/server-filesystem from npm (default);",
        "`vulnerable`: a server made to be attacked, needs no network."
      })
  private Server server = Server.filesystem;

  private final Surroundings here;

  DemoCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Demo demo = new Demo(here.out(), here.colour());
    return switch (server) {
      case filesystem -> demo.filesystem();
      case vulnerable -> demo.vulnerable();
    };
  }
}
