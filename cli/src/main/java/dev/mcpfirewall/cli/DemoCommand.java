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
      "Plays a harmless, a dangerous and a leaking call through a real server and shows each decision."
    },
    footer = {
      "",
      "Uses a temporary directory; your configuration and your audit log are left alone.",
      "",
      "Examples:",
      "  mcp-firewall demo",
      "  mcp-firewall demo --server vulnerable"
    })
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

  @Override
  public Integer call() throws IOException, InterruptedException {
    Demo demo = new Demo(System.out, Terminal.isColoured(1));
    return switch (server) {
      case filesystem -> demo.filesystem();
      case vulnerable -> demo.vulnerable();
    };
  }
}
