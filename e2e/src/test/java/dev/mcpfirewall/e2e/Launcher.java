// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How mcp-firewall is started: the launcher named by the system property {@code
 * mcpfirewall.launcher}, or the image of this build, or the classes of this build.
 */
record Launcher(List<String> command) {
  private static final String MAIN = "dev.mcpfirewall.cli.Main";
  private static final Path IMAGE = Path.of("..", "cli", "target", "image", "bin", "mcp-firewall");

  Launcher {
    command = List.copyOf(command);
  }

  /** The one to test. */
  static Launcher found() {
    String named = System.getProperty("mcpfirewall.launcher", "");
    if (!named.isEmpty()) {
      return new Launcher(List.of(Path.of(named).toAbsolutePath().toString()));
    }
    if (Files.isExecutable(IMAGE)) {
      return new Launcher(List.of(IMAGE.toAbsolutePath().normalize().toString()));
    }
    Prerequisite.inCi(built(), "no mcp-firewall to run: build the module cli first");
    return new Launcher(List.of(Peers.JAVA, "-cp", System.getProperty("java.class.path"), MAIN));
  }

  /** The command line of mcp-firewall with these arguments. */
  List<String> with(List<String> arguments) {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(arguments);
    return whole;
  }

  private static boolean built() {
    return Launcher.class.getResource("/" + MAIN.replace('.', '/') + ".class") != null;
  }
}
